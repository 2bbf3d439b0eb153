package bus.testkit;

import static java.util.Objects.requireNonNull;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * An executor whose tasks run when the test says so, on the thread of the test. So it is certain what an asynchronous
 * handler has done, and what not yet.
 *
 * <pre>{@code
 * Topic<String> created = Topic.of("order.created", String.class);
 * ManualExecutor executor = new ManualExecutor();
 * try (Bus bus = Bus.create()) {
 *     bus.registerTopics(created);
 *     bus.registerHandler(
 *             "printer", created, Delivery.async().executor(executor), event -> System.out.println(event.data()));
 *     bus.emit(created, "apples");
 *     System.out.println("emitted"); // prints emitted
 *     executor.runUntilIdle(); // prints apples
 * }
 * }</pre>
 *
 * <p>Thread-safe. What a thread did before it gave a task is visible to the task.
 */
public final class ManualExecutor implements Executor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Makes an executor without tasks. */
    public ManualExecutor() {}

    @Override
    public void execute(Runnable task) {
        tasks.add(requireNonNull(task, "task must not be null"));
    }

    /**
     * Runs the task that waits longest, on this thread.
     *
     * @return whether there was one
     */
    public boolean step() {
        Runnable task = tasks.poll();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    /**
     * Runs tasks on this thread until none waits, those included that they give.
     *
     * @return how many there were
     */
    public int runUntilIdle() {
        int run = 0;
        while (step()) {
            run++;
        }
        return run;
    }

    /**
     * Tells how many tasks wait.
     *
     * @return their number
     */
    public int waiting() {
        return tasks.size();
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        return "ManualExecutor[waiting=" + waiting() + "]";
    }
}
