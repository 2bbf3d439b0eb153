package club;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Emitter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Has Spring put the application together. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(properties = "club.outbox=target/outbox-of-the-test.txt")
class ClubApplicationTest {

    @Autowired
    private Bus bus;

    @Test
    void emittersAreInjectedByTheTypesOfTheirPayloads(
            @Autowired Emitter<Joined> joined, @Autowired Emitter<Left> left) {
        assertThat(joined.topic()).isEqualTo(ClubTopics.JOINED);
        assertThat(left.topic()).isEqualTo(ClubTopics.LEFT);
    }

    @Test
    void theJournalHasSeenAnEventBeforeALetterIsWritten() {
        assertThat(bus.topicHandlerKeys("member.joined")).containsExactly("journal", "letters");
        assertThat(bus.topicHandlerKeys("member.left")).containsExactly("journal", "letters");
        assertThat(bus.topicHandlerKeys("letter.written")).containsExactly("journal");
    }

    @Test
    void whatABusLogsItselfIsInTheLogOfTheApplication(CapturedOutput output) throws InterruptedException {
        try (Bus other = Bus.create()) {
            other.registerTopics(ClubTopics.LEFT);
            other.registerHandler("failing", ClubTopics.LEFT, Delivery.async(), event -> {
                throw new IllegalStateException("no paper left");
            });
            other.emit(ClubTopics.LEFT, new Left("ada@example.org"));
            assertThat(other.awaitIdle(Duration.ofMinutes(1))).isTrue();
        }

        assertThat(output.getOut().lines())
                .anyMatch(line -> line.matches(
                        ".* ERROR .* \\[ +(bus|virtual-.*)] bus\\.api\\.Bus +: HandlerFailure.* no paper left.*"));
        assertThat(output.getErr()).isEmpty();
    }
}
