package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bus.api.HandlerFailure.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerializedExceptionTest {

    static Stream<BusException> oneOfEachKind() {
        Event<Object> event =
                Event.builder(Topic.of("t", Object.class), new Object()).build();
        Exception cause = new IllegalStateException("cause");
        return Stream.of(
                new BusException("plain"),
                new BusException("with cause", cause),
                new BusClosedException("closed"),
                new HandlerException(List.of(
                        new HandlerFailure(event, "a", Reason.FAILED, cause),
                        new HandlerFailure(event, "b", Reason.FAILED, new IllegalStateException("second")))),
                new IdGeneratorException("id generator", cause),
                new NestingException(List.of("a", "b"), 1),
                new PayloadTypeException("payload type"),
                new ProviderException("provider", cause),
                new UnknownTopicException("ordr", List::of));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void anExceptionKeepsMessageCauseAndSuppressedOnes(BusException exception) throws Exception {
        BusException copy = copy(exception);

        assertThat(copy).isNotSameAs(exception).hasSameClassAs(exception).hasMessage(exception.getMessage());
        assertThat(copy.toString()).isEqualTo(exception.toString());
        assertThat(String.valueOf(copy.getCause())).isEqualTo(String.valueOf(exception.getCause()));
        assertThat(copy.getSuppressed()).hasSameSizeAs(exception.getSuppressed());
    }

    @Test
    void anUnknownTopicKeepsItsNameAndLosesTheClosestOnes() throws Exception {
        UnknownTopicException copy = copy(new UnknownTopicException("ordr", () -> List.of("order")));

        assertThat(copy.topic()).isEqualTo("ordr");
        assertThat(copy)
                .hasMessage("topic must be registered before an event is emitted to it: topic=\"ordr\";"
                        + " register it with Bus.registerTopics");
    }

    @SuppressWarnings("unchecked") // a copy has the class of the original
    private static <E extends BusException> E copy(E exception) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (E) in.readObject();
        }
    }

    @Test
    void aNestingExceptionKeepsItsTopics() throws Exception {
        assertThat(copy(new NestingException(List.of("a", "b"), 1)).topics()).containsExactly("a", "b");
    }

    @Test
    void aHandlerExceptionLosesItsEventAndSaysSo() throws Exception {
        Event<Object> event =
                Event.builder(Topic.of("t", Object.class), new Object()).build();
        HandlerException copy = copy(new HandlerException(
                List.of(new HandlerFailure(event, "a", Reason.FAILED, new IllegalStateException("1")))));

        assertThat(copy.failures()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(copy::event)
                .withMessage(
                        "event must be read where the exception was thrown: event=(not serialized); its topic and id"
                                + " are in the message");
    }
}
