package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class RegistrationOrderTest {

    private static final class Named extends RegistrationOrder.Member<Named> {}

    private final RegistrationOrder<Named> order = new RegistrationOrder<>();
    private final Named first = new Named();
    private final Named second = new Named();
    private final Named third = new Named();
    private final Named other = new Named();

    private void addAll() {
        order.add(first);
        order.add(second);
        order.add(third);
    }

    @Test
    void membersStandInTheOrderInWhichTheyWereAdded() {
        assertThat(order).isEmpty();
        addAll();
        assertThat(order).containsExactly(first, second, third);
    }

    @Test
    void aMemberIsTakenOutAtEachPlace() {
        addAll();
        order.remove(second);
        assertThat(order).containsExactly(first, third);
        order.remove(third);
        order.add(other);
        assertThat(order).containsExactly(first, other);
        order.remove(first);
        assertThat(order).containsExactly(other);
        order.remove(other);
        assertThat(order).isEmpty();
        addAll();
        assertThat(order).containsExactly(first, second, third);
    }

    @Test
    void anotherMemberTakesAPlaceOver() {
        addAll();
        order.replace(second, other);
        assertThat(order).containsExactly(first, other, third);
        order.replace(first, second);
        assertThat(order).containsExactly(second, other, third);
        order.replace(third, first);
        order.add(third);
        assertThat(order).containsExactly(second, other, first, third);
    }

    @Test
    void theOnlyMemberIsReplaced() {
        order.add(first);
        order.replace(first, second);
        order.add(third);
        assertThat(order).containsExactly(second, third);
    }

    @Test
    void whoeverWasTakenOutKeepsNobodyAlive() {
        addAll();
        order.remove(second);
        order.replace(first, other);
        assertThat(second.previous).isNull();
        assertThat(second.next).isNull();
        assertThat(first.previous).isNull();
        assertThat(first.next).isNull();
    }

    @Test
    void aWalkEnds() {
        addAll();
        Iterator<Named> walk = order.iterator();
        walk.next();
        walk.next();
        walk.next();
        assertThat(walk.hasNext()).isFalse();
        assertThatThrownBy(walk::next).isInstanceOf(NoSuchElementException.class);
    }
}
