package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.NestingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NestingTest {

    private final Nesting nesting = new Nesting(2);

    @Test
    void everyThreadHasAPathOfItsOwn() {
        nesting.path().add("outer");
        assertThat(nesting.path()).containsExactly("outer");
        assertThat(CompletableFuture.supplyAsync(nesting::path).join()).isEmpty();
    }

    @Test
    void anEmitIsRefusedWhileTheEmitsAroundItAreEnded() {
        ArrayList<Object> path = new ArrayList<>(List.of("outer"));
        StackOverflowError failure = new StackOverflowError();
        Nesting.end(path, failure);
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(() -> nesting.requireRoom(path, "inner"))
                .isSameAs(failure);
        assertThat(path).containsExactly("outer", failure);
    }

    @Test
    void theFailureStaysOnThePathUntilTheOutermostEmitLeaves() {
        ArrayList<Object> path = new ArrayList<>(List.of("outer", "inner"));
        assertThatExceptionOfType(NestingException.class).isThrownBy(() -> nesting.requireRoom(path, "innermost"));
        Nesting.leave(path, 1);
        assertThat(Nesting.ending(path, 1)).isInstanceOf(NestingException.class);
        Nesting.leave(path, 0);
        assertThat(path).isEmpty();
    }

    @Test
    void whatAnEmitWithoutStackLeftBehindIsClearedAway() {
        ArrayList<Object> path = new ArrayList<>(List.of("outer", "left behind", "this too"));
        assertThat(Nesting.ending(path, 1)).isNull();
        assertThat(path).containsExactly("outer");

        ArrayList<Object> other = new ArrayList<>(List.of("outer", "inner", "left behind"));
        Nesting.leave(other, 1);
        assertThat(other).containsExactly("outer");
    }
}
