package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The BOM, as it is published, manages the artifacts of the product and nothing else, at the version of the project. */
class BomTest {

    private static final Element PROJECT = read("pom.xml");
    private static final Element BOM = read("bus-bom/target/.flattened-pom.xml");

    private static Element read(String pom) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Repository.ROOT.resolve(pom).toFile())
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(pom, e);
        }
    }

    /** Returns the children of an element that have a name. */
    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeName().equals(name))
                .map(Element.class::cast)
                .toList();
    }

    /** Returns the only element at the end of a path. */
    private static Element at(Element start, String... names) {
        Element element = start;
        for (String name : names) {
            List<Element> found = children(element, name);
            assertThat(found).as(name + " in " + element.getNodeName()).hasSize(1);
            element = found.get(0);
        }
        return element;
    }

    private static String text(Element start, String... names) {
        return at(start, names).getTextContent();
    }

    private static List<Element> managed() {
        return children(at(BOM, "dependencyManagement", "dependencies"), "dependency");
    }

    @Test
    void itNamesTheArtifactsOfTheProductAndNoOther() {
        assertThat(managed().stream().map(it -> text(it, "artifactId")))
                .containsExactly(
                        "bus-api",
                        "bus-core",
                        "bus-idgen-snowflake",
                        "bus-idgen-ulid",
                        "bus-idgen-uuid",
                        "bus-testkit",
                        "bus-observer-jfr",
                        "bus-observer-micrometer");
    }

    /** Whoever adds a module decides here whether it is one of the product. */
    @Test
    void theArtifactsOfTheProductAreThoseOutsideOfExamplesAndVerification() {
        List<String> modules = children(at(PROJECT, "modules"), "module").stream()
                .map(Element::getTextContent)
                .filter(module -> !module.equals("bus-bom"))
                .filter(module -> !module.startsWith("examples/") && !module.startsWith("verification/"))
                .map(module -> text(read(Path.of(module, "pom.xml").toString()), "artifactId"))
                .toList();

        assertThat(managed().stream().map(it -> text(it, "artifactId"))).containsExactlyElementsOf(modules);
    }

    @Test
    void allHaveTheGroupAndTheVersionOfTheProject() {
        assertThat(text(BOM, "groupId")).isEqualTo(text(PROJECT, "groupId"));
        assertThat(text(BOM, "version")).isEqualTo(text(PROJECT, "version"));
        assertThat(managed()).allSatisfy(it -> {
            assertThat(text(it, "groupId")).isEqualTo(text(PROJECT, "groupId"));
            assertThat(text(it, "version")).isEqualTo("${project.version}");
            assertThat(children(it, "scope")).isEmpty();
            assertThat(children(it, "type")).isEmpty();
            assertThat(children(it, "classifier")).isEmpty();
        });
    }

    @Test
    void nothingOfTheParentComesWithIt() {
        assertThat(text(BOM, "packaging")).isEqualTo("pom");
        assertThat(text(BOM, "url")).isEqualTo(text(PROJECT, "url"));
        for (String name : List.of("parent", "dependencies", "properties", "build", "profiles")) {
            assertThat(children(BOM, name)).as(name).isEmpty();
        }
    }
}
