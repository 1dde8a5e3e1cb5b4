package sandbox.simulation;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import sandbox.simulation.PlantedBug.Source;

/**
 * The product with one planted bug, compiled and loaded beside the right one, together with a simulation of its own.
 */
final class WrongProduct implements AutoCloseable {

    private static final List<String> OURS = List.of("gateway.", "sandbox.simulation.");
    private static final JavaCompiler COMPILER =
            Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "A JDK is needed, not a JRE");

    /** One for all bugs: it has every library of the class path open. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);

    private final Path folder;
    private final Loader loader;

    private WrongProduct(Path folder) throws IOException {
        this.folder = folder;
        this.loader = new Loader(urls(folder));
    }

    static WrongProduct of(PlantedBug bug) throws IOException {
        var folder = Files.createTempDirectory("oqim-planted");
        compile(bug.sources(), folder);
        return new WrongProduct(folder);
    }

    /**
     * What the simulation says of the first seed that it does not survive; null when it survives all.
     *
     * @param before a seed that is tried before the others; 0 for none
     */
    @Nullable
    String firstViolation(long before, int seeds, boolean access, boolean clocks) throws ReflectiveOperationException {
        var method = Class.forName(Simulate.class.getName(), true, loader)
                .getDeclaredMethod("firstViolation", long.class, int.class, boolean.class, boolean.class);
        method.setAccessible(true);
        return (String) method.invoke(null, before, seeds, access, clocks);
    }

    private static void compile(List<Source> sources, Path folder) throws IOException {
        FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
        var messages = new StringWriter();
        var options = List.of("-proc:none", "-nowarn");
        var units = sources.stream().map(InMemory::new).toList();
        if (!COMPILER.getTask(messages, FILES, null, options, null, units).call()) {
            throw new IllegalStateException("A planted bug does not compile: " + messages);
        }
    }

    private static URL[] urls(Path folder) throws MalformedURLException {
        var urls = new ArrayList<URL>();
        urls.add(folder.toUri().toURL());
        for (var entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    @Override
    public void close() throws IOException {
        loader.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Loads our classes itself, the wrong ones first, and takes libraries as they are. */
    private static final class Loader extends URLClassLoader {

        Loader(URL[] urls) {
            super(urls, WrongProduct.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (OURS.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                var known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }
    }

    /** Source text that stands in no file. */
    private static final class InMemory extends SimpleJavaFileObject {

        private final String text;

        InMemory(Source source) {
            super(URI.create("string:///" + source.file()), JavaFileObject.Kind.SOURCE);
            this.text = source.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
