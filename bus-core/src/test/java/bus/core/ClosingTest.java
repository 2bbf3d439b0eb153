package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.CallSite;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Topic;
import bus.testkit.ManualExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClosingTest {

    private final Mailboxes mailboxes = new Mailboxes(
            new FailureReporter(failure -> {}, System.getLogger("test")), new Nesting(1), new Contexts(List.of()));
    private final Registry registry = new Registry(mailboxes, false, null);
    private final ManualExecutor executor = new ManualExecutor();
    private final Closing closing =
            new Closing(new Schedule(mailboxes.reporter(), mailboxes.threads()), this::endIntake, mailboxes, null);
    private final CompletableFuture<CloseReport> impatient = new CompletableFuture<>();
    private boolean ended;

    /** While the intake is being ended another thread learns of it, and closes the bus without a limit. */
    private void endIntake() {
        if (!ended) {
            ended = true;
            impatient.complete(
                    CompletableFuture.supplyAsync(() -> closing.close(0)).join());
            executor.runUntilIdle();
        }
    }

    @Test
    void theCloseThatEndsTheIntakeIsTheFirst() {
        Topic<String> topic = Topic.of("x", String.class);
        registry.registerTopics(List.of(topic));
        registry.registerHandler("h", topic, Delivery.async().executor(executor), event -> {}, CallSite.unknown());
        registry.topic("x")
                .recipients()
                .subscribers()[0]
                .intake
                .offer(new EmittedEvent.WithId<>("x", "data", EmitOptions.none(), 0, "id"));

        assertThat(closing.close(TimeUnit.SECONDS.toNanos(50))).isEqualTo(new CloseReport(Map.of(), 0));
        assertThat(impatient.join()).as("so far").isEqualTo(new CloseReport(Map.of("h", 1L), 0));
    }
}
