package io.offsetlab.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.offsetlab.experiment.SweepResult;
import io.offsetlab.report.Reports;
import io.offsetlab.report.SmallSweep;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page is parsed again: what is not well-formed, escaped and self-contained must not be published. */
final class HtmlReportTest {
    private static String html(SweepResult sweep) throws Exception {
        return Reports.text(new HtmlReport(), sweep);
    }

    private static Document parsed(String html) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(new InputSource(new StringReader(html)));
    }

    private static NodeList find(Document page, String path) throws Exception {
        return (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, page, XPathConstants.NODESET);
    }

    @Test
    void referencesNothingOutsideAndRunsNothing() throws Exception {
        String html = html(SmallSweep.sweep());
        Document page = parsed(html);

        assertThat(find(page, "//@src | //@href | //script | //link | //iframe | //img")
                        .getLength())
                .isZero();
        assertThat(html).doesNotContain("url(").doesNotContain("@import");
        assertThat(html.replace("http://www.w3.org/1999/xhtml", "").replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:")
                .doesNotContain("https:");
    }

    @Test
    void hostileNamesStayText() throws Exception {
        String name = "<script>alert('1')</script>&\"\u0007";
        String html = html(SmallSweep.named(name));

        assertThat(html).doesNotContain("<script").doesNotContain("\u0007");
        assertThat(find(parsed(html), "//th[contains(., \"<script>alert('1')</script>&\")]")
                        .getLength())
                .isPositive();
    }

    @Test
    void everyPolicyHasARowWithEveryColumnNamed() throws Exception {
        Document page = parsed(html(SmallSweep.sweep()));

        assertThat(find(page, "//table[contains(@class, 'results')]/tbody/tr").getLength())
                .isEqualTo(2 * 4);
        assertThat(find(page, "//table[contains(@class, 'results')]//td[not(@data-label)]")
                        .getLength())
                .isZero();
        assertThat(find(page, "//tbody[@class='bound']/tr").getLength()).isEqualTo(2);
    }

    @Test
    void thePicturesAreInThePageAndHaveTitles() throws Exception {
        Document page = parsed(html(SmallSweep.sweep()));

        assertThat(find(page, "//svg").getLength()).isEqualTo(3);
        assertThat(find(page, "//svg[title]").getLength()).isEqualTo(3);
        assertThat(find(page, "//svg//*[contains(@d, 'NaN') or contains(@x, 'NaN')]")
                        .getLength())
                .isZero();
    }

    @Test
    void aBrokenPromiseIsShownWithTheLineThatReplaysIt() throws Exception {
        Document page = parsed(html(SmallSweep.sweep()));

        assertThat(find(page, "//div[@class='finding']//code[contains(., '--seed 1 --engine ')]")
                        .getLength())
                .isEqualTo(1);
        assertThat(find(page, "//*[contains(@class, 'value broken')]").getLength())
                .isEqualTo(2);
    }

    @Test
    void onePolicyInOneWorldMakesAPageToo() throws Exception {
        Document page = parsed(html(SmallSweep.sweep(0, 1, 1)));

        assertThat(find(page, "//h1").getLength()).isEqualTo(1);
    }
}
