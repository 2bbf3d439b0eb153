package bus.arch;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what users see of a package: its public and protected types and their members, sorted, the same on every
 * JDK.
 *
 * <p>What a type inherits stands with the type it comes from. {@code @Nullable} is shown where it stands in front of a
 * parameter or a result, and not in the middle of a type.
 */
final class PublicApi {

    private static final int ACCESS = Modifier.PUBLIC | Modifier.PROTECTED;

    private PublicApi() {}

    static String of(ProductJar jar, String packageName) {
        return types(jar, packageName)
                .filter(PublicApi::isVisible)
                .map(PublicApi::text)
                .collect(joining("\n"));
    }

    private static Stream<? extends Class<?>> types(ProductJar jar, String packageName) {
        String folder = packageName.replace('.', '/') + "/";
        try (JarFile file = new JarFile(jar.path().toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.endsWith(".class"))
                    .map(name -> name.substring(folder.length(), name.length() - ".class".length()))
                    .filter(name -> !name.contains("/") && !name.equals("package-info"))
                    .sorted()
                    .toList()
                    .stream()
                    .map(name -> load(packageName + "." + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApi.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isVisible(Class<?> type) {
        return !type.isAnonymousClass()
                && !type.isLocalClass()
                && (type.getModifiers() & ACCESS) != 0
                && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }

    private static boolean isVisible(Member member) {
        return (member.getModifiers() & ACCESS) != 0 && !member.isSynthetic();
    }

    private static String text(Class<?> type) {
        List<String> members = new ArrayList<>();
        visible(type.getDeclaredFields()).map(PublicApi::field).forEach(members::add);
        visible(type.getDeclaredConstructors()).map(PublicApi::constructor).forEach(members::add);
        visible(type.getDeclaredMethods()).map(PublicApi::method).forEach(members::add);
        members.sort(Comparator.naturalOrder());
        return header(type) + "\n"
                + members.stream().map(line -> "    " + line + "\n").collect(joining());
    }

    private static <M extends Member> Stream<M> visible(M[] members) {
        return Arrays.stream(members).filter(PublicApi::isVisible);
    }

    private static String header(Class<?> type) {
        int shown = type.isInterface() ? ACCESS | Modifier.STATIC : Modifier.classModifiers();
        List<String> words = new ArrayList<>();
        words.add(type.isAnnotationPresent(FunctionalInterface.class) ? "@FunctionalInterface" : "");
        words.add(Modifier.toString(type.getModifiers() & shown));
        words.add(type.isSealed() ? "sealed" : "");
        words.add(kind(type) + " " + type.getName() + typeParameters(type));
        words.add(listed(
                "extends",
                type.isInterface() || isImplied(type.getSuperclass()) ? none() : of(type.getGenericSuperclass())));
        words.add(listed(type.isInterface() ? "extends" : "implements", of(type.getGenericInterfaces())));
        words.add(listed("permits", type.isSealed() ? of(type.getPermittedSubclasses()) : none()));
        return line(words);
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "annotation";
        }
        if (type.isInterface()) {
            return "interface";
        }
        return type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static boolean isImplied(Class<?> ancestor) {
        return ancestor == Object.class || ancestor == Record.class || ancestor == Enum.class;
    }

    private static String field(Field field) {
        return line(List.of(
                field.isEnumConstant() ? "constant" : "field",
                modifiers(field, Modifier.fieldModifiers()),
                nullable(field.getAnnotatedType()) + field.getGenericType().getTypeName(),
                field.getName()));
    }

    private static String constructor(Constructor<?> constructor) {
        return line(List.of(
                "constructor",
                modifiers(constructor, Modifier.constructorModifiers()),
                typeParameters(constructor),
                constructor.getDeclaringClass().getSimpleName() + parameters(constructor),
                listed("throws", of(constructor.getGenericExceptionTypes()))));
    }

    private static String method(Method method) {
        return line(List.of(
                "method",
                modifiers(method, Modifier.methodModifiers() & ~Modifier.SYNCHRONIZED & ~Modifier.NATIVE),
                method.isDefault() ? "default" : "",
                typeParameters(method),
                nullable(method.getAnnotatedReturnType())
                        + method.getGenericReturnType().getTypeName(),
                method.getName() + parameters(method),
                listed("throws", of(method.getGenericExceptionTypes()))));
    }

    private static String modifiers(Member member, int shown) {
        return Modifier.toString(member.getModifiers() & shown);
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getParameters())
                .map(PublicApi::parameter)
                .collect(joining(", ", "(", ")"));
    }

    private static String parameter(Parameter parameter) {
        String type = parameter.getParameterizedType().getTypeName();
        return nullable(parameter.getAnnotatedType())
                + (parameter.isVarArgs() ? type.substring(0, type.length() - "[]".length()) + "..." : type);
    }

    private static String nullable(AnnotatedElement element) {
        return element.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    }

    private static String typeParameters(GenericDeclaration declaration) {
        return listed(
                declaration.getTypeParameters(),
                parameter -> parameter.getName()
                        + listed(
                                " extends",
                                Arrays.stream(parameter.getBounds()).filter(bound -> bound != Object.class),
                                " & "));
    }

    private static <T> String listed(T[] elements, Function<T, String> text) {
        return elements.length == 0 ? "" : Arrays.stream(elements).map(text).collect(joining(", ", "<", ">"));
    }

    private static String listed(String word, Stream<Type> types) {
        return listed(word, types, ", ");
    }

    private static String listed(String word, Stream<Type> types, String separator) {
        String list = types.map(Type::getTypeName).collect(joining(separator));
        return list.isEmpty() ? "" : word + " " + list;
    }

    private static Stream<Type> of(Type... types) {
        return Arrays.stream(types);
    }

    private static Stream<Type> none() {
        return Stream.empty();
    }

    private static String line(List<String> words) {
        return words.stream().filter(word -> !word.isEmpty()).collect(joining(" "));
    }
}
