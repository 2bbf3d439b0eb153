package bus.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of plugins as it was when it was read.
 *
 * @param path where it is
 * @param plugins those that could be loaded
 * @param broken what is wrong with the others
 */
record PluginFolder(Path path, List<Plugin> plugins, List<ProviderException> broken) {

    /** Loads what is there; a plugin that cannot be loaded hides no other. */
    static PluginFolder read(Path path) {
        List<Path> entries;
        try {
            entries = entries(path, true);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "plugins must be a folder that can be read: plugins=" + path + ", thrown=" + e
                            + "; create it, or give the folder in which the plugins stand",
                    e);
        }
        List<Plugin> plugins = new ArrayList<>();
        List<ProviderException> broken = new ArrayList<>();
        for (Path entry : entries) {
            try {
                plugins.add(Plugin.load(entry));
            } catch (ProviderException e) {
                broken.add(e);
            }
        }
        return new PluginFolder(path, plugins, broken);
    }

    /** Lists the jars of a folder by their names, with its subfolders or without; what is hidden is left out. */
    static List<Path> entries(Path folder, boolean withSubfolders) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path entry : all.sorted(Comparator.comparing(Path::toString)).toList()) {
                boolean wanted = Files.isDirectory(entry)
                        ? withSubfolders
                        : entry.toString().endsWith(".jar");
                if (wanted && !Files.isHidden(entry)) {
                    entries.add(entry);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return entries;
    }
}
