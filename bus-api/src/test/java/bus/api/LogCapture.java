package bus.api;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what is logged to the logger of the bus, and keeps it off the console. By reflection, as {@code bus.api} does
 * not read {@code java.logging}.
 */
final class LogCapture implements AutoCloseable {

    /** One thing that was logged. */
    record Entry(String level, String message, Throwable thrown) {}

    private static final Class<?> LOGGER = type("Logger");
    private static final Class<?> FILTER = type("Filter");
    private static final Class<?> RECORD = type("LogRecord");

    private final List<Entry> entries = new ArrayList<>();
    private final Object logger = call(LOGGER, "getLogger", null, String.class, "bus.api.Bus");

    LogCapture() {
        filter(Proxy.newProxyInstance(FILTER.getClassLoader(), new Class<?>[] {FILTER}, (proxy, method, arguments) -> {
            entries.add(new Entry(
                    get(arguments[0], "getLevel").toString(), (String) get(arguments[0], "getMessage"), (Throwable)
                            get(arguments[0], "getThrown")));
            return false;
        }));
    }

    List<Entry> entries() {
        return entries;
    }

    @Override
    public void close() {
        filter(null);
    }

    private void filter(Object filter) {
        call(LOGGER, "setFilter", logger, FILTER, filter);
    }

    private static Object get(Object logRecord, String accessor) throws ReflectiveOperationException {
        return RECORD.getMethod(accessor).invoke(logRecord);
    }

    private static Object call(Class<?> type, String name, Object target, Class<?> parameter, Object argument) {
        try {
            Method method = type.getMethod(name, parameter);
            return method.invoke(target, argument);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName("java.util.logging." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
