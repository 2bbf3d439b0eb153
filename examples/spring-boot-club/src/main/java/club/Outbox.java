package club;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The file of the letters that wait for the mail. */
@Component
class Outbox implements AutoCloseable {

    private final Writer file;

    Outbox(@Value("${club.outbox}") Path file) throws IOException {
        this.file = Files.newBufferedWriter(file, CREATE, APPEND);
    }

    /** Adds a letter. */
    void put(Letter letter) throws IOException {
        if (!letter.address().contains("@")) {
            throw new IllegalArgumentException(
                    "address must have a domain: address=\"" + letter.address() + "\"; write it like ada@example.org");
        }
        file.write(letter.address() + ": " + letter.text() + "\n");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
