package bus.arch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A code block of a document.
 *
 * @param document the document, as seen from the root of the repository
 * @param line where it begins
 * @param language what stands behind the fence
 * @param file the file that it is, named by the text above it; null if it is none
 * @param text what it says
 */
record Block(
        String document,
        int line,
        String language,
        @Nullable String file,
        String text) {

    static final Pattern FENCE = Pattern.compile("```(\\w*)");
    private static final Pattern FILE = Pattern.compile("`(.+)`:");

    /** Returns the README, and the pages beside the decisions. */
    static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.list(Repository.ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(Repository.ROOT.resolve("README.md")),
                            pages.filter(page -> page.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }

    static List<Block> inAllDocuments() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path document : documents()) {
            blocks.addAll(in(document));
        }
        return blocks;
    }

    static List<Block> in(Path document) throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(document);
        String above = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int start = i;
                StringBuilder text = new StringBuilder();
                for (i++; !lines.get(i).equals("```"); i++) {
                    text.append(lines.get(i)).append('\n');
                }
                Matcher file = FILE.matcher(above);
                blocks.add(new Block(
                        Repository.ROOT.relativize(document).toString(),
                        start + 1,
                        fence.group(1),
                        file.matches() ? file.group(1) : null,
                        text.toString()));
            } else if (!lines.get(i).isBlank()) {
                above = lines.get(i);
            }
        }
        return blocks;
    }

    @Override
    public String toString() {
        return document + ", line " + line;
    }
}
