package gateway;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;

/** The sources as the compiler's own parser reads them, so that sizes are true and not guessed from braces. */
final class Sources {

    private Sources() {}

    /** @param lambdaDepth of the deepest lambda in it; 0 when it has none */
    record Method(String owner, String name, int line, int lines, int lambdaDepth) {}

    /** @param parameters of its longest constructor, for a record its components */
    record Type(
            String name, int line, List<String> annotations, int parameters, boolean topLevel, boolean documented) {}

    record Source(Path file, List<Type> types, List<Method> methods) {}

    /** Everything under the folder, parsed in one go. */
    static List<Source> parse(Path folder) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var sources = files.getJavaFileObjectsFromPaths(javaFiles(folder));
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, sources);
            var docs = DocTrees.instance(task);
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(unit -> new Reader(unit, docs).read())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> javaFiles(Path folder) {
        return files(folder, ".java");
    }

    static List<Path> files(Path folder, String suffix) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        return text(file).lines().toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Collects what is measured while it walks one file's tree. */
    private static final class Reader extends TreePathScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final DocTrees docs;
        private final List<Type> types = new ArrayList<>();
        private final List<Method> methods = new ArrayList<>();

        Reader(CompilationUnitTree unit, DocTrees docs) {
            this.unit = unit;
            this.docs = docs;
        }

        Source read() {
            scan(unit, null);
            return new Source(Path.of(unit.getSourceFile().toUri()), types, methods);
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!type.getSimpleName().isEmpty()) {
                types.add(new Type(
                        type.getSimpleName().toString(),
                        startLine(type),
                        type.getModifiers().getAnnotations().stream()
                                .map(annotation ->
                                        annotation.getAnnotationType().toString())
                                .toList(),
                        parameters(type),
                        getCurrentPath().getParentPath().getLeaf() == unit,
                        docs.getDocComment(getCurrentPath()) != null));
            }
            return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            var path = getCurrentPath();
            boolean generated = docs.getSourcePositions().getEndPosition(unit, method) < 0;
            if (!generated && method.getBody() != null) {
                var owner = ((ClassTree) path.getParentPath().getLeaf())
                        .getSimpleName()
                        .toString();
                methods.add(new Method(
                        owner, method.getName().toString(), startLine(method), lineCount(method), depth(path)));
            }
            return super.visitMethod(method, null);
        }

        private int startLine(Tree tree) {
            return line(docs.getSourcePositions().getStartPosition(unit, tree));
        }

        private int lineCount(Tree tree) {
            return line(docs.getSourcePositions().getEndPosition(unit, tree)) - startLine(tree) + 1;
        }

        private int line(long position) {
            return (int) unit.getLineMap().getLineNumber(position);
        }

        private static int parameters(ClassTree type) {
            long components = type.getMembers().stream()
                    .filter(member -> member instanceof com.sun.source.tree.VariableTree field
                            && type.getKind() == Tree.Kind.RECORD
                            && !field.getModifiers().getFlags().contains(javax.lang.model.element.Modifier.STATIC))
                    .count();
            int constructor = type.getMembers().stream()
                    .filter(member -> member instanceof MethodTree method
                            && method.getName().contentEquals("<init>"))
                    .mapToInt(member -> ((MethodTree) member).getParameters().size())
                    .max()
                    .orElse(0);
            return Math.max((int) components, constructor);
        }

        private int depth(TreePath method) {
            var deepest = new int[1];
            new TreePathScanner<Void, Integer>() {
                @Override
                public Void visitLambdaExpression(LambdaExpressionTree lambda, Integer outer) {
                    deepest[0] = Math.max(deepest[0], outer + 1);
                    return super.visitLambdaExpression(lambda, outer + 1);
                }

                @Override
                public Void visitClass(ClassTree inner, Integer outer) {
                    // An anonymous class is measured by its own methods.
                    return null;
                }
            }.scan(method, 0);
            return deepest[0];
        }
    }
}
