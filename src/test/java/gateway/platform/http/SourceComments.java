package gateway.platform.http;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the sources say about their controllers and records, so that the API's description says the same. */
final class SourceComments {

    private static final Pattern PARAMETER =
            Pattern.compile("(?s)@param\\s+(\\w+)\\s+(.*?)(?=@param|@return|@throws|$)");
    private static final Pattern INLINE = Pattern.compile("\\{@\\w+\\s+([^}]*)}");

    /** By {@code Class}, {@code Class#method} or {@code Record.component}; classes by their names without packages. */
    private final Map<String, String> comments = new HashMap<>();

    SourceComments(Path sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var walk = Files.walk(sources);
                var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjectsFromPaths(
                    walk.filter(file -> file.toString().endsWith(".java")).toList());
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, units);
            var trees = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(trees).scan(unit, null);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Empty when the source says nothing. */
    String of(String key) {
        return comments.getOrDefault(key, "");
    }

    private static String plain(String comment) {
        var text = INLINE.matcher(comment).replaceAll("$1");
        return text.replace("<p>", "").replaceAll("\\s+", " ").strip();
    }

    private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

        private final DocTrees trees;
        private String enclosing = "";

        Reader(DocTrees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            var outer = enclosing;
            enclosing = type.getSimpleName().toString();
            note(enclosing);
            super.visitClass(type, null);
            enclosing = outer;
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            note(enclosing + "#" + method.getName());
            return null;
        }

        private void note(String key) {
            var comment = trees.getDocComment(getCurrentPath());
            if (comment == null) {
                return;
            }
            comments.put(key, plain(comment.split("(?m)^\\s*@(param|return|throws)", 2)[0]));
            PARAMETER
                    .matcher(comment)
                    .results()
                    .forEach(match -> comments.put(key + "." + match.group(1), plain(match.group(2))));
        }
    }
}
