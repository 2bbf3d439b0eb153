package bus.arch;

import static bus.arch.Programs.path;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Code of users and plugin authors that has the packaged API on its path, and no JSpecify. */
class ConsumerTest {

    private static final String APPLICATION = """
            package consumer;

            import bus.api.*;
            import bus.api.spi.*;
            import java.time.Instant;
            import java.time.InstantSource;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;
            import java.util.Set;

            public final class Consumer {

                private Consumer() {}

                public static final Topic<Integer> NUMBERS = Topic.of("numbers", int.class);

                static void use(ErrorHandler errors, IdGenerator ids, ClassLoader loader, ModuleLayer layer) throws Exception {
                    Bus.Builder builder = Bus.builder()
                            .idGenerator(ids)
                            .idGenerator("snowflake")
                            .idGeneratorSetting("node", "7")
                            .failurePolicy(FailurePolicy.REPORT)
                            .errorHandler(errors)
                            .depthLimit(8)
                            .clock(InstantSource.system())
                            .classLoader(loader)
                            .moduleLayer(layer);
                    try (Bus bus = builder.build()) {
                        bus.registerTopics("a", "b");
                        bus.registerTopics(NUMBERS);
                        Handler<Object> any = event -> System.out.println(event.data());
                        try (Registration registration = bus.registerHandler("k", NUMBERS, any)) {
                            System.out.println(registration.key());
                        }
                        TopicPattern<Number> numbers = TopicMatcher.regex("^n").payload(Number.class);
                        bus.registerHandler("typed", numbers, (Event<Number> event) -> event.data().intValue());
                        bus.registerHandler("word", TopicMatcher.wildcard("a.*"), any);
                        bus.registerHandler("name", TopicMatcher.exact("a"), any);
                        Event<Integer> event = bus.emit(NUMBERS, 1);
                        Emitter<Integer> emitter = bus.emitter(NUMBERS);
                        emitter.emit(2, EmitOptions.following(event).withSource("s").withHeader("h", "v"));
                        Event<Object> named = bus.emit("a", "text", EmitOptions.none().withId("i").withTxId("t"));
                        Optional<String> source = named.source();
                        Map<String, String> headers = named.headers();
                        Instant time = named.occurredAt();
                        List<String> keys = bus.topicHandlerKeys("a");
                        Set<String> all = bus.topics();
                        System.out.println(source + " " + headers + time + keys + all + bus.deregisterHandler("name"));
                    } catch (HandlerException e) {
                        for (HandlerFailure failure : e.failures()) {
                            System.out.println(failure.reason() == HandlerFailure.Reason.FAILED ? failure.key() : failure.cause());
                        }
                    } catch (UnknownTopicException | PayloadTypeException | NestingException | BusClosedException e) {
                        System.out.println(e.getMessage());
                    } catch (ProviderException | IdGeneratorException e) {
                        throw new BusException("kinds", e);
                    }
                }

                static final class OwnEvent extends AbstractEvent<String> {
                    OwnEvent() { super("t", "d", EmitOptions.none()); }
                    @Override public String id() { return "i"; }
                    @Override protected Instant emittedAt() { return Instant.EPOCH; }
                }
            }
            """;

    private static final String PROVIDER = """
            package consumer;

            import bus.api.IdGenerator;
            import bus.api.spi.IdGeneratorProvider;
            import bus.api.spi.IdGeneratorSettings;
            import bus.api.spi.TicketIdGenerator;
            import java.time.Instant;

            public final class OwnProvider implements IdGeneratorProvider {

                public OwnProvider() {}

                @Override
                public String name() {
                    return "own";
                }

                @Override
                public IdGenerator create(IdGeneratorSettings settings) {
                    String prefix = settings.text("prefix").orElse("");
                    long first = settings.wholeNumber("first", 0, 9).orElse(0);
                    settings.time("since", Instant.EPOCH, Instant.now());
                    if (prefix.length() > 9) {
                        throw settings.refused("prefix", "be short");
                    }
                    return new TicketIdGenerator() {
                        @Override public long take(long epochNanos) { return epochNanos; }
                        @Override public String render(long ticket) { return prefix + ticket; }
                        @Override public String next() { return prefix + first; }
                    };
                }
            }
            """;

    @AutoClose
    private final Programs programs = new Programs();

    @Test
    void itCompilesOnTheClassPathWithoutJSpecifyAndWithoutWarnings() {
        programs.compile(
                Map.of("consumer/Consumer.java", APPLICATION, "consumer/OwnProvider.java", PROVIDER),
                "-cp",
                path(ProductJar.API.path()));
    }

    @Test
    void itCompilesOnTheModulePathWithoutJSpecifyAndWithoutWarnings() {
        programs.compile(
                Map.of(
                        "module-info.java",
                        "module consumer { requires transitive bus.api; exports consumer;"
                                + " provides bus.api.spi.IdGeneratorProvider with consumer.OwnProvider; }",
                        "consumer/Consumer.java",
                        APPLICATION,
                        "consumer/OwnProvider.java",
                        PROVIDER),
                "--module-path",
                path(ProductJar.API.path()));
    }
}
