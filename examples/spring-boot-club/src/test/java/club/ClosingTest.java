package club;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bus.api.Bus;
import bus.api.BusClosedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Closes the context of the application, and looks what becomes of the events that wait. */
@ExtendWith(OutputCaptureExtension.class)
class ClosingTest {

    @TempDir
    private Path folder;

    /** Writes no letter until the beans that need the bus are destroyed, which is right before the bus is. */
    @TestConfiguration(proxyBeanMethods = false)
    static class NoLetterBeforeTheContextIsClosed {

        private final CountDownLatch closing = new CountDownLatch(1);

        @Bean
        @Primary
        Outbox waitingOutbox(@Value("${club.outbox}") Path file) throws IOException {
            return new Outbox(file) {
                @Override
                void put(Letter letter) throws IOException {
                    try {
                        closing.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    super.put(letter);
                }
            };
        }

        @Bean
        DisposableBean closing(Bus bus) {
            return closing::countDown;
        }
    }

    private ConfigurableApplicationContext run(Class<?>... sources) {
        return new SpringApplicationBuilder(ClubApplication.class)
                .sources(sources)
                .run(
                        "--club.outbox=" + outbox(),
                        "--join=ada@example.org",
                        "--join=nobody",
                        "--leave=ada@example.org",
                        "--leave=a-stranger");
    }

    private Path outbox() {
        return folder.resolve("outbox.txt");
    }

    @Test
    void whatWasEmittedIsHandledBeforeTheContextIsClosed() {
        ConfigurableApplicationContext context = run(NoLetterBeforeTheContextIsClosed.class);
        Members members = context.getBean(Members.class);
        List<String> others = IntStream.range(0, 100)
                .mapToObj(number -> "member" + number + "@example.org")
                .toList();
        others.forEach(members::join);
        assertThat(context.getBean(Bus.class)
                        .snapshot()
                        .handler("letters")
                        .orElseThrow()
                        .counts()
                        .delivered())
                .isZero();

        context.close();

        assertThat(outbox().toFile())
                .content()
                .startsWith("ada@example.org: Welcome to the club!\nada@example.org: We shall miss you.\n")
                .hasLineCount(102)
                .endsWith("member99@example.org: Welcome to the club!\n");
    }

    @Test
    void theBusIsClosedWithTheContext() {
        ConfigurableApplicationContext context = run();
        Bus bus = context.getBean(Bus.class);
        Members members = context.getBean(Members.class);
        assertThat(bus.isClosed()).isFalse();

        context.close();

        assertThat(bus.isClosed()).isTrue();
        assertThatThrownBy(() -> members.join("late@example.org")).isInstanceOf(BusClosedException.class);
    }

    @Test
    void failuresAreLoggedWhileTheContextIsClosed(CapturedOutput output) {
        run(NoLetterBeforeTheContextIsClosed.class).close();

        assertThat(output.getOut().lines())
                .anyMatch(
                        line -> line.matches(
                                ".* ERROR .* \\[ +(bus|virtual-.*)] club\\.FailureLog +: HandlerFailure\\[key=letters, "
                                        + "reason=FAILED, topic=member\\.joined, .*: address must have a domain: address=\"nobody\"; .*"));
        assertThat(output.getErr()).isEmpty();
    }
}
