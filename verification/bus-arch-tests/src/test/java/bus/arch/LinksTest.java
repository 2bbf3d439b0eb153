package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows the links of all documents of the repository, to files and to the headings in them, but not those out of it.
 */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern OUTWARD = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)[ #]*");
    private static final Pattern LINK_IN_HEADING = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    @Test
    void everyLinkLeadsToAFileAndToAHeadingInIt() throws IOException {
        List<String> followed = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            LINK.matcher(Files.readString(document))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !OUTWARD.matcher(target).matches())
                    .forEach(target -> {
                        followed.add(target);
                        broken.add(broken(document, target));
                    });
        }

        assertThat(broken).filteredOn(it -> !it.isEmpty()).isEmpty();
        assertThat(followed).hasSizeGreaterThan(30).anyMatch(target -> target.contains("#"));
    }

    @Test
    void aLinkIsBrokenIfThereIsNoSuchFileOrHeading(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(page, "# A Page, of `T<X>` & more_\n## [Two](b.md)\n## Two\n```sh\n# three\n```\n");

        assertThat(Stream.of("#a-page-of-tx--more_", "page.md", "page.md#two", "#two-1")
                        .map(target -> broken(page, target)))
                .containsOnly("");
        assertThat(Stream.of("#three", "#two-2", "page.md#Two", "other.md", "other.md#two")
                        .map(target -> broken(page, target)))
                .doesNotContain("");
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> root = Files.list(Repository.ROOT);
                Stream<Path> docs = Files.walk(Repository.ROOT.resolve("docs"));
                Stream<Path> examples = Files.walk(Repository.ROOT.resolve("examples"), 2)) {
            return Stream.of(root, docs, examples)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** Says what is wrong with a link, if something is. */
    private static String broken(Path document, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        String link = "link must lead somewhere: document=" + document + ", link=" + target;
        if (!Files.exists(file)) {
            return link + ", file=none";
        }
        return parts.length == 1 || anchors(file).contains(parts[1]) ? "" : link + ", headings=" + anchors(file);
    }

    /**
     * Returns the anchors that forges give to headings: in lower case, with hyphens for spaces, without most other
     * signs.
     */
    private static Set<String> anchors(Path file) {
        Set<String> anchors = new HashSet<>();
        boolean inBlock = false;
        for (String line : lines(file)) {
            Matcher heading = HEADING.matcher(line);
            inBlock ^= Block.FENCE.matcher(line).matches();
            if (!inBlock && heading.matches()) {
                String anchor = LINK_IN_HEADING
                        .matcher(heading.group(1))
                        .replaceAll("$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                String unique = anchor;
                for (int i = 1; !anchors.add(unique); i++) {
                    unique = anchor + "-" + i;
                }
            }
        }
        return anchors;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
