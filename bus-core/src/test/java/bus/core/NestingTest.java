package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.NestingException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NestingTest {

    private final Nesting nesting = new Nesting(2);
    private final Object[] path = nesting.path();

    @Test
    void everyThreadHasAPathOfItsOwn() {
        assertThat(nesting.path()).isSameAs(path);
        assertThat(CompletableFuture.supplyAsync(nesting::path).join()).isNotSameAs(path);
        assertThat(Nesting.depth(path)).containsOnly(0);
    }

    @Test
    void anEmitThatIsTooDeepNamesThePathAndEndsIt() {
        nesting.add(path, 0, "outer");
        nesting.add(path, 1, "inner");
        assertThatExceptionOfType(NestingException.class)
                .isThrownBy(() -> nesting.add(path, 2, "innermost"))
                .satisfies(e -> assertThat(e.topics()).containsExactly("outer", "inner", "innermost"))
                .satisfies(e -> assertThat(path[Nesting.ENDING]).isSameAs(e));
    }

    @Test
    void anEmitIsRefusedWhileTheEmitsAroundItAreEnded() {
        StackOverflowError failure = new StackOverflowError();
        nesting.add(path, 0, "outer");
        path[Nesting.ENDING] = failure;
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> nesting.add(path, 1, "inner"))
                .isSameAs(failure);
    }

    @Test
    void aPathHoldsTypesOfTheJdkAlone() {
        nesting.add(path, 0, "outer");
        assertThat(path)
                .allSatisfy(element -> assertThat(
                                element == null || element.getClass().getClassLoader() == null)
                        .isTrue());
    }
}
