package io.offsetlab.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page is parsed again: it must be well-formed, escaped and self-contained, and each of its links must lead somewhere. */
final class FailurePageTest {
    private static final String HTML = Failures.page("orders", "offsetlab replay ol1:abc");

    private static Document parsed(String html) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(new InputSource(new StringReader(html)));
    }

    private static List<String> all(Document page, String path) throws Exception {
        NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, page, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void everyStepLinksToItsPlaceInTheDrawingAndBack() throws Exception {
        Document page = parsed(HTML);
        List<String> ids = all(page, "//@id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(all(page, "//a/@href")).isNotEmpty().allMatch(link -> ids.contains(link.substring(1)));
        TreeSet<String> steps = new TreeSet<>(all(page, "//tr/@id"));
        assertThat(steps).hasSizeGreaterThan(10);
        for (String step : steps) {
            String number = step.substring("step-".length());
            assertThat(all(page, "//*[local-name()='a'][@id='at-" + number + "']/@href"))
                    .containsExactly("#" + step);
        }
    }

    @Test
    void referencesNothingOutsideAndRunsNothing() throws Exception {
        Document page = parsed(HTML);
        assertThat(all(page, "//@src | //script | //link | //iframe | //img | //@onclick"))
                .isEmpty();
        assertThat(HTML).doesNotContain("url(").doesNotContain("@import");
        assertThat(HTML.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:")
                .doesNotContain("https:");
    }

    @Test
    void theLostMessageIsBrokenAndTheFirstBadStepMarked() throws Exception {
        Document page = parsed(HTML);
        assertThat(all(page, "//*[local-name()='g'][@class='message lost']/*[local-name()='title']"))
                .singleElement()
                .asString()
                .startsWith("answer to offset commit")
                .endsWith(", lost");
        assertThat(all(page, "//*[local-name()='circle'][@class='step bad']")).hasSize(1);
        assertThat(all(page, "//*[local-name()='path'][@class='step fault']")).hasSize(1);
        assertThat(all(page, "//*[local-name()='rect'][@class='band']")).isNotEmpty();
        assertThat(all(page, "//tr[@class='first-bad']")).hasSize(1);
    }

    @Test
    void thePageSaysWhatWouldMakeItPassAndWhenItBecameInevitable() throws Exception {
        Document page = parsed(HTML);
        assertThat(all(page, "//h2")).contains("It passes if", "When it became inevitable", "The ledger of commits");
        assertThat(all(page, "//ul[@class='passes']/li"))
                .anyMatch(line -> line.contains("the answer \"send\" were"))
                .anyMatch(line -> line.startsWith("fault 1 (") && line.endsWith("nothing at all"));
    }

    @Test
    void hostileTextStaysText() throws Exception {
        String html = Failures.page("orders", "<script>alert('1')</script>&\"\u0007");
        assertThat(html).doesNotContain("<script").doesNotContain("\u0007");
        assertThat(all(parsed(html), "//pre")).anyMatch(text -> text.contains("<script>alert('1')"));
    }

    @Test
    void theSameFailureGivesTheSameBytes() {
        assertThat(Failures.page("orders", "offsetlab replay ol1:abc")).isEqualTo(HTML);
    }
}
