package io.offsetlab.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the mutations.xml that PIT writes. */
final class PitReport {
    private PitReport() {}

    static List<Mutant> read(Path file) {
        try {
            NodeList nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("mutation");
            List<Mutant> mutants = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                mutants.add(mutant((Element) nodes.item(i)));
            }
            return mutants;
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new AssertionError("no report of PIT in " + file, e);
        }
    }

    private static Mutant mutant(Element mutation) {
        return new Mutant(
                text(mutation, "mutatedClass"),
                text(mutation, "mutatedMethod"),
                text(mutation, "sourceFile"),
                Integer.parseInt(text(mutation, "lineNumber")),
                text(mutation, "description")
                        .replaceAll(" for io/offsetlab/.*", "")
                        .replaceAll("\\S+/", ""),
                mutation.getAttribute("detected").equals("true"));
    }

    private static String text(Element mutation, String tag) {
        return mutation.getElementsByTagName(tag).item(0).getTextContent();
    }
}
