package bus.api;

import java.lang.invoke.MethodType;
import java.time.Duration;

/** The checks that several types of the API make of their arguments, so that they all speak with one wording. */
final class Arguments {

    private Arguments() {}

    static String notBlank(String name, String value, String wayOut) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank: " + name + "=\"" + value + "\"; " + wayOut);
        }
        return value;
    }

    static Duration notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(
                    name + " must not be negative: " + name + "=" + value + "; zero is not to wait at all");
        }
        return value;
    }

    /** Returns the type that values of the payload have: a primitive type is that of its wrapper. */
    @SuppressWarnings("unchecked") // a class and its wrapper are both Class<T>, as int.class is a Class<Integer>
    static <T> Class<T> payloadType(Class<T> payload) {
        Class<T> type = payload.isPrimitive()
                ? (Class<T>) MethodType.methodType(payload).wrap().returnType()
                : payload;
        if (type == Void.class) {
            throw new IllegalArgumentException("payload must be a type that has values: payload=" + payload.getName()
                    + "; use Object.class for any payload");
        }
        if (type == EmitOptions.class) {
            throw new IllegalArgumentException("payload must not be EmitOptions: payload=" + payload.getName()
                    + "; options are the last argument of emit");
        }
        return type;
    }
}
