package io.offsetlab.report.junit;

import io.offsetlab.drawing.Markup;
import io.offsetlab.experiment.PolicyStats;
import io.offsetlab.experiment.RunRow;
import io.offsetlab.protocol.InvariantName;
import io.offsetlab.report.Comparison;
import io.offsetlab.report.Phrases;
import io.offsetlab.report.ReportFormat;
import java.io.IOException;
import java.io.Writer;

/** A test case for each policy and each invariant that it promises; a failure tells the lowest seed and how to replay it. */
public final class JunitXml implements ReportFormat {
    @Override
    public String fileName() {
        return "junit.xml";
    }

    @Override
    public void write(Comparison comparison, Writer out) throws IOException {
        Markup xml = Markup.xmlDocument();
        xml.start("testsuites").text("\n");
        for (PolicyStats stats : comparison.policies()) {
            suite(comparison, stats, xml);
        }
        xml.endLine();
        out.append(xml.finish());
    }

    private static void suite(Comparison comparison, PolicyStats stats, Markup xml) {
        long failures = stats.policy().promises().stream()
                .filter(invariant -> stats.violated().get(invariant) > 0)
                .count();
        xml.start(
                        "testsuite",
                        "name",
                        comparison.plan().scenario() + "." + stats.policy().name(),
                        "tests",
                        Integer.toString(stats.policy().promises().size()),
                        "failures",
                        Long.toString(failures))
                .text("\n");
        for (InvariantName invariant : stats.policy().promises()) {
            testCase(comparison, stats, invariant, xml);
        }
        xml.endLine();
    }

    private static void testCase(Comparison comparison, PolicyStats stats, InvariantName invariant, Markup xml) {
        long worlds = stats.violated().get(invariant);
        xml.start(
                "testcase",
                "classname",
                comparison.plan().scenario() + "." + stats.policy().name(),
                "name",
                invariant + " in " + Phrases.worlds(stats.worlds()));
        if (worlds > 0) {
            long seed = firstSeed(comparison, stats, invariant);
            xml.element(
                    "failure",
                    comparison.seedLine(stats, seed).text(),
                    "type",
                    invariant.toString(),
                    "message",
                    "broken in " + Phrases.worlds(worlds) + ", first with seed " + seed);
        }
        xml.endLine();
    }

    private static long firstSeed(Comparison comparison, PolicyStats stats, InvariantName invariant) {
        int policy = comparison.plan().policies().indexOf(stats.policy());
        return comparison.sweep().rowsOf(policy).stream()
                .filter(row -> row.breaks(invariant))
                .mapToLong(RunRow::seed)
                .findFirst()
                .orElseThrow();
    }
}
