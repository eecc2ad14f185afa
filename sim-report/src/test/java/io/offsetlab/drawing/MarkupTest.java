package io.offsetlab.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MarkupTest {
    @Test
    void textAndAttributesAreEscaped() {
        String markup = new Markup()
                .element("p", "a < b & \"c\" > 'd'", "title", "\"<&'>")
                .finish();

        assertThat(markup)
                .isEqualTo("<p title=\"&quot;&lt;&amp;&#39;&gt;\">a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</p>");
    }

    @Test
    void controlCharactersAreReplaced() {
        assertThat(new Markup().element("p", "a\u0000b\u001Bc\n").finish()).isEqualTo("<p>a\uFFFDb\uFFFDc\n</p>");
    }

    @Test
    void anElementThatIsStillOpenIsNoticed() {
        assertThatThrownBy(() -> new Markup().start("p").finish()).hasMessage("element p is still open");
    }

    @Test
    void namesAreNeverTakenFromData() {
        assertThatThrownBy(() -> new Markup().start("p onclick=x")).hasMessageContaining("p onclick=x");
        assertThatThrownBy(() -> new Markup().empty("p", "a=\"", "x")).hasMessageContaining("a=\"");
    }

    @Test
    void aStyleSheetCannotEndItsElement() {
        assertThatThrownBy(() -> new Markup().style("</style>")).hasMessageContaining("must not hold");
    }
}
