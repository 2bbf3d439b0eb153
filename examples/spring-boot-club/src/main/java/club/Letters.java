package club;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.TopicMatcher;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Writes a letter to whoever joins or leaves, one after the other on a thread of the bus. */
@Component
class Letters implements Subscriber {

    private final Outbox outbox;

    Letters(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void subscribeTo(Bus bus) {
        Emitter<Letter> written = bus.emitter(ClubTopics.WRITTEN);
        bus.registerHandler(
                "letters",
                TopicMatcher.wildcard("member.*").payload(Change.class),
                Delivery.async(),
                event -> write(event, written));
    }

    private void write(Event<? extends Change> event, Emitter<Letter> written) throws IOException {
        String text = event.data() instanceof Joined ? "Welcome to the club!" : "We shall miss you.";
        Letter letter = new Letter(event.data().address(), text);
        outbox.put(letter);
        written.emit(letter, EmitOptions.following(event));
    }
}
