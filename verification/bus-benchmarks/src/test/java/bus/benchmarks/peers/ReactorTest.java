package bus.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/** What the page that compares says of the sinks of Reactor, tried on them. */
class ReactorTest {

    private final List<Object> handled = new ArrayList<>();

    @Test
    void aFailureEndsTheSubscriptionOfThatSubscriberAlone() {
        Sinks.Many<Integer> sink = Sinks.many().multicast().directBestEffort();
        sink.asFlux()
                .subscribe(
                        event -> {
                            throw new IllegalStateException("event " + event);
                        },
                        failure -> handled.add(failure.getMessage()));
        sink.asFlux().subscribe(handled::add);

        assertThat(sink.tryEmitNext(1)).isEqualTo(EmitResult.OK);
        assertThat(sink.tryEmitNext(2)).isEqualTo(EmitResult.OK);

        assertThat(handled).containsExactlyInAnyOrder("event 1", 1, 2);
    }

    @Test
    void anEmitBesideAnotherOneIsRefused() {
        Sinks.Many<Integer> sink = Sinks.many().multicast().directBestEffort();
        sink.asFlux()
                .subscribe(event -> handled.add(
                        CompletableFuture.supplyAsync(() -> sink.tryEmitNext(2)).join()));

        sink.tryEmitNext(1);

        assertThat(handled).containsExactly(EmitResult.FAIL_NON_SERIALIZED);
    }

    @Test
    void aNestedEmitIsDeliveredOnTheSpotByADirectSinkAndLaterByABufferingOne() {
        assertThat(nested(Sinks.many().multicast().directBestEffort())).containsExactly(1, 2, 2, 1);
        assertThat(nested(Sinks.many().multicast().onBackpressureBuffer())).containsExactly(1, 1, 2, 2);
    }

    private static List<Integer> nested(Sinks.Many<Integer> sink) {
        List<Integer> handled = new ArrayList<>();
        sink.asFlux().subscribe(event -> {
            handled.add(event);
            if (event == 1) {
                sink.tryEmitNext(2);
            }
        });
        sink.asFlux().subscribe(handled::add);
        sink.tryEmitNext(1);
        return handled;
    }

    @Test
    void withoutASubscriberAnEventIsRefusedOrKeptAsTheSinkSays() {
        assertThat(Sinks.many().multicast().directBestEffort().tryEmitNext(1))
                .isEqualTo(EmitResult.FAIL_ZERO_SUBSCRIBER);
        Sinks.Many<Integer> keeping = Sinks.many().replay().latest();
        assertThat(keeping.tryEmitNext(1)).isEqualTo(EmitResult.OK);

        keeping.asFlux().subscribe(handled::add);

        assertThat(handled).containsExactly(1);
    }
}
