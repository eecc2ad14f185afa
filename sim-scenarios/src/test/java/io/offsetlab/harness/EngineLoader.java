package io.offsetlab.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Loads all of Offsetlab's classes anew, those with a bug as they were compiled from a wrong source. */
final class EngineLoader extends ClassLoader {
    private static final String OURS = "io.offsetlab.";
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** Shared, because it remembers what the class path holds. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private final ClassLoader original;
    private final Map<String, byte[]> wrong;

    private EngineLoader(ClassLoader original, Map<String, byte[]> wrong) {
        super(original);
        this.original = original;
        this.wrong = wrong;
    }

    /** A witness that lives among the classes of an engine with this bug. */
    static UnaryOperator<String> witness(WrongEngine engine) {
        return witness(compile(engine));
    }

    /** A witness that lives among the classes of the engine as it is. */
    static UnaryOperator<String> witness() {
        return witness(Map.of());
    }

    @SuppressWarnings("unchecked")
    private static UnaryOperator<String> witness(Map<String, byte[]> wrong) {
        EngineLoader loader = new EngineLoader(EngineLoader.class.getClassLoader(), wrong);
        try {
            return (UnaryOperator<String>) loader.loadClass(Witness.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            byte[] code = wrong.containsKey(name) ? wrong.get(name) : original(name);
            return defineClass(name, code, 0, code.length);
        }
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream code = original.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (code == null) {
                throw new ClassNotFoundException(name);
            }
            return code.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static Map<String, byte[]> compile(WrongEngine engine) {
        StringWriter messages = new StringWriter();
        Compiled compiled = new Compiled(FILES);
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> options = List.of("-proc:none", "-nowarn", "-implicit:none", "-classpath", path);
        if (!COMPILER.getTask(messages, compiled, null, options, null, List.of(new Source(engine)))
                .call()) {
            throw new AssertionError(engine.name() + " does not compile:\n" + messages);
        }
        return compiled.codes();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(WrongEngine engine) {
            super(URI.create("wrong:///" + engine.className().replace('.', '/') + ".java"), Kind.SOURCE);
            text = engine.source();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what is compiled in memory. */
    private static final class Compiled extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> streams = new TreeMap<>();

        Compiled(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("wrong:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return streams.computeIfAbsent(name, absent -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> codes() {
            Map<String, byte[]> codes = new TreeMap<>();
            streams.forEach((name, stream) -> codes.put(name, stream.toByteArray()));
            return codes;
        }
    }
}
