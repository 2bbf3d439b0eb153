package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** An element of a POM. */
record Pom(Element element) {

    private static final String PUBLISHED = "/target/.flattened-pom.xml";

    /** Returns the POM of a folder, {@code ""} being that of the reactor, as it is written. */
    static Pom written(String folder) {
        return read(folder + "/pom.xml");
    }

    /** Returns the POM of a folder as it is published. */
    static Pom published(String folder) {
        return read(folder + PUBLISHED);
    }

    /** Returns the folders of what is published: all modules outside of examples and verification. */
    static List<String> publishedFolders() {
        return written("").at("modules").children("module").stream()
                .map(Pom::text)
                .filter(module -> !module.startsWith("examples/") && !module.startsWith("verification/"))
                .toList();
    }

    /** Returns the folders of the other modules. */
    static List<String> otherFolders() {
        return written("").at("modules").children("module").stream()
                .map(Pom::text)
                .filter(module -> !publishedFolders().contains(module))
                .toList();
    }

    private static Pom read(String file) {
        try {
            return new Pom(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Repository.ROOT.resolve("./" + file).normalize().toFile())
                    .getDocumentElement());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(file, e);
        }
    }

    /** Returns the children that have a name. */
    List<Pom> children(String name) {
        NodeList nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeName().equals(name))
                .map(node -> new Pom((Element) node))
                .toList();
    }

    /** Returns the only element at the end of a path. */
    Pom at(String... names) {
        Pom found = this;
        for (String name : names) {
            List<Pom> children = found.children(name);
            assertThat(children).as(name + " in " + found.element.getNodeName()).hasSize(1);
            found = children.get(0);
        }
        return found;
    }

    /** Returns what stands in the only element at the end of a path. */
    String text(String... names) {
        return at(names).element.getTextContent().strip();
    }
}
