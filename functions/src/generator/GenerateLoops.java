import com.sun.source.tree.*;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Writes the loops over arrays of every elementwise function, from the scalar formulas in its record: one loop class per
 * function, so that no two functions share a profile, whose body is the same formula over lanes of doubles.
 *
 * <p>Run by Maven before compilation: {@code java GenerateLoops.java DEFINITIONS OUTPUT}. A formula may use: locals of
 * type double or boolean and one return; + - * /, comparisons, && || ! and ?: ; Math.fma, abs and sqrt; Double.isNaN;
 * Double.doubleToRawLongBits, shifted, and back; Horner.sum with a constant array; static methods in the same form of its own class or of another
 * class of the package. Anything else stops the build with the place and the reason.
 */
final class GenerateLoops {

    static final String DEFINITIONS = "dev.activations.functions.definition";
    static final String OUTPUT = "dev.activations.functions.simd";

    /** What an expression stands for in the loop: one number or truth for all lanes, or one per lane. */
    enum Kind {
        NUMBER,
        TRUTH,
        LANES,
        MASK
    }

    record Code(String text, Kind kind) {}

    private final Map<String, ClassTree> classes = new LinkedHashMap<>();
    private final Path output;

    private GenerateLoops(Path output) {
        this.output = output;
    }

    public static void main(String[] arguments) throws IOException {
        GenerateLoops generator = new GenerateLoops(Path.of(arguments[1], OUTPUT.split("\\.")));
        generator.parse(Path.of(arguments[0]));
        generator.writeAll();
    }

    private void parse(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder);
                StandardJavaFileManager manager =
                        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
            JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                    .getTask(null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree tree) {
                        classes.put(tree.getSimpleName().toString(), tree);
                    }
                }
            }
        }
    }

    private void writeAll() throws IOException {
        Files.createDirectories(output);
        List<String> functions = classes.values().stream()
                .filter(GenerateLoops::isElementwiseRecord)
                .map(tree -> tree.getSimpleName().toString())
                .toList();
        Deque<String> helpers = new ArrayDeque<>();
        for (String function : functions) {
            Translation translation = new Translation(classes.get(function));
            for (String formula : List.of("value", "derivative", "roughValue", "roughDerivative")) {
                translation.want(formula);
            }
            String body = translation.methods();
            helpers.addAll(translation.helpers);
            write(function + "Loops", Template.loops(function, translation.fields(), body));
        }
        writeHelpers(helpers);
        write("GeneratedLoops", Template.registry(functions));
    }

    /** The helper classes that formulas call, method by method, until no new one is called. */
    private void writeHelpers(Deque<String> calls) throws IOException {
        Map<String, Translation> translations = new LinkedHashMap<>();
        while (!calls.isEmpty()) {
            String[] call = calls.pop().split("\\.");
            Translation translation = translations.computeIfAbsent(call[0], name -> new Translation(classes.get(name)));
            if (translation.want(call[1])) {
                translation.methods();
                calls.addAll(translation.helpers);
            }
        }
        for (Map.Entry<String, Translation> entry : translations.entrySet()) {
            write(entry.getKey() + "Lanes", Template.helper(entry.getKey(), entry.getValue().methods()));
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(output.resolve(name + ".java"), text);
    }

    private static boolean isElementwiseRecord(ClassTree tree) {
        return tree.getKind() == Tree.Kind.RECORD
                && tree.getImplementsClause().stream().anyMatch(type -> type.toString().equals("Elementwise"));
    }

    /** One class's formulas, from doubles to lanes of doubles. */
    private final class Translation {

        private final ClassTree source;
        private final Map<String, ExpressionTree> fields = new HashMap<>();
        private final Map<String, double[]> series = new HashMap<>();
        private final Set<String> wanted = new LinkedHashSet<>();
        private final Set<String> helpers = new LinkedHashSet<>();
        private final Map<String, String> constants = new LinkedHashMap<>();
        private Map<String, Code> locals = new HashMap<>();

        Translation(ClassTree source) {
            this.source = source;
            for (Tree member : source.getMembers()) {
                if (member instanceof VariableTree field) {
                    addField(field);
                }
            }
        }

        private void addField(VariableTree field) {
            String name = field.getName().toString();
            if (field.getType().toString().equals("double[]")) {
                series.put(name, numbers((NewArrayTree) field.getInitializer()));
            } else if (field.getType().toString().equals("double")) {
                fields.put(name, field.getInitializer());
            }
        }

        private static double[] numbers(NewArrayTree array) {
            return array.getInitializers().stream()
                    .mapToDouble(item -> Double.parseDouble(item.toString()))
                    .toArray();
        }

        /** Asks for a method; tells whether it is new. */
        boolean want(String method) {
            return wanted.add(method);
        }

        /** The record's parameters, in order. */
        List<String> fields() {
            return source.getMembers().stream()
                    .filter(member -> member instanceof VariableTree field && field.getInitializer() == null)
                    .map(member -> ((VariableTree) member).getName().toString())
                    .toList();
        }

        /** Every wanted method, those of the class that they call, and the constants. */
        String methods() {
            Map<String, String> texts = new LinkedHashMap<>();
            boolean grew = true;
            while (grew) {
                int before = wanted.size();
                for (String name : List.copyOf(wanted)) {
                    texts.computeIfAbsent(name, this::method);
                }
                grew = wanted.size() > before;
            }
            return Stream.concat(constants.values().stream(), texts.values().stream()).collect(Collectors.joining("\n"));
        }

        /** A method over lanes; a rough form that the record leaves out is the full one. */
        private String method(String name) {
            List<MethodTree> overloads = source.getMembers().stream()
                    .filter(member -> member instanceof MethodTree method && method.getName().contentEquals(name))
                    .map(MethodTree.class::cast)
                    .filter(method -> method.getReturnType().toString().equals("double"))
                    .toList();
            if (overloads.isEmpty() && name.startsWith("rough")) {
                String full = name.replace("roughV", "v").replace("roughD", "d");
                want(full);
                return "    %sDoubleVector %s(DoubleVector x) {%n        return %s(x);%n    }%n".formatted(modifier(), name, full);
            }
            if (overloads.isEmpty()) {
                throw new IllegalStateException(source.getSimpleName() + " has no method double " + name);
            }
            return overloads.stream().map(this::method).collect(Collectors.joining("\n"));
        }

        private String modifier() {
            return source.getKind() == Tree.Kind.RECORD ? "private " : "static ";
        }

        private String method(MethodTree method) {
            locals = new HashMap<>();
            String parameters = method.getParameters().stream()
                    .peek(p -> locals.put(p.getName().toString(), new Code(p.getName().toString(), Kind.LANES)))
                    .map(p -> "DoubleVector " + p.getName())
                    .collect(Collectors.joining(", "));
            String body = method.getBody().getStatements().stream()
                    .map(this::statement)
                    .collect(Collectors.joining());
            return "    %sDoubleVector %s(%s) {%n%s    }%n".formatted(modifier(), method.getName(), parameters, body);
        }

        private String statement(StatementTree statement) {
            if (statement instanceof ReturnTree end) {
                return "        return %s;%n".formatted(lanes(code(end.getExpression())));
            }
            if (statement instanceof VariableTree local) {
                Code value = code(local.getInitializer());
                String name = local.getName().toString();
                locals.put(name, new Code(name, value.kind()));
                return "        %s %s = %s;%n".formatted(Template.type(value.kind()), name, value.text());
            }
            throw refused(statement, "a formula is locals and one return");
        }

        private Code code(ExpressionTree tree) {
            if (tree instanceof ParenthesizedTree inner) {
                Code code = code(inner.getExpression());
                return new Code("(" + code.text() + ")", code.kind());
            }
            if (tree instanceof LiteralTree literal) {
                return new Code(Double.toString(((Number) literal.getValue()).doubleValue()), Kind.NUMBER);
            }
            if (tree instanceof MemberSelectTree member) {
                return constantElsewhere(member);
            }
            if (tree instanceof IdentifierTree name) {
                return name(name);
            }
            if (tree instanceof UnaryTree unary) {
                return unary(unary);
            }
            if (tree instanceof BinaryTree binary) {
                return binary(binary);
            }
            if (tree instanceof ConditionalExpressionTree choice) {
                return choice(choice);
            }
            if (tree instanceof MethodInvocationTree call) {
                return call(call);
            }
            throw refused(tree, "not a part of formulas");
        }

        /** A local, a parameter of the record, or a constant of the class, which is copied. */
        private Code name(IdentifierTree tree) {
            String name = tree.getName().toString();
            if (locals.containsKey(name)) {
                return locals.get(name);
            }
            if (!fields.containsKey(name)) {
                throw refused(tree, "neither a local nor a double of the class");
            }
            if (fields.get(name) != null && !constants.containsKey(name)) {
                String value = code(fields.get(name)).text();
                constants.put(name, "    private static final double %s = %s;%n".formatted(name, value));
            }
            return new Code(name, Kind.NUMBER);
        }

        /** A constant of another class of the package, by its value, or of the JDK, by its name. */
        private Code constantElsewhere(MemberSelectTree tree) {
            ClassTree owner = classes.get(tree.getExpression().toString());
            return owner == null
                    ? new Code(tree.toString(), Kind.NUMBER)
                    : new Translation(owner).code(new Translation(owner).fields.get(tree.getIdentifier().toString()));
        }

        private Code unary(UnaryTree tree) {
            Code of = code(tree.getExpression());
            return switch (of.kind()) {
                case LANES -> new Code(of.text() + ".neg()", Kind.LANES);
                case MASK -> new Code(of.text() + ".not()", Kind.MASK);
                case NUMBER -> new Code("(-" + of.text() + ")", Kind.NUMBER);
                case TRUTH -> new Code("!" + of.text(), Kind.TRUTH);
            };
        }

        private Code binary(BinaryTree tree) {
            Code left = code(tree.getLeftOperand());
            Code right = code(tree.getRightOperand());
            Operator operator = Operator.of(tree.getKind());
            if (isForAllLanes(left) && isForAllLanes(right)) {
                Kind kind = operator.yieldsTruth() ? Kind.TRUTH : Kind.NUMBER;
                return new Code("(%s %s %s)".formatted(left.text(), operator.symbol(), right.text()), kind);
            }
            if (operator.isLogical()) {
                return new Code("%s.%s(%s)".formatted(mask(left), operator.method(), mask(right)), Kind.MASK);
            }
            if (operator.yieldsTruth()) {
                return new Code(
                        "%s.compare(VectorOperators.%s, %s)".formatted(lanes(left), operator.method(), right.text()),
                        Kind.MASK);
            }
            if (tree.getKind() == Tree.Kind.LEFT_SHIFT) {
                int distance = (int) Double.parseDouble(right.text());
                return new Code("%s.lanewise(VectorOperators.LSHL, %d)".formatted(left.text(), distance), Kind.LANES);
            }
            return new Code("%s.%s(%s)".formatted(lanes(left), operator.method(), right.text()), Kind.LANES);
        }

        private Code choice(ConditionalExpressionTree tree) {
            Code condition = code(tree.getCondition());
            Code yes = code(tree.getTrueExpression());
            Code no = code(tree.getFalseExpression());
            if (condition.kind() == Kind.TRUTH) {
                boolean numbers = yes.kind() == Kind.NUMBER && no.kind() == Kind.NUMBER;
                return new Code(
                        "(%s ? %s : %s)"
                                .formatted(
                                        condition.text(),
                                        numbers ? yes.text() : lanes(yes),
                                        numbers ? no.text() : lanes(no)),
                        numbers ? Kind.NUMBER : Kind.LANES);
            }
            return new Code("%s.blend(%s, %s)".formatted(lanes(no), yes.text(), condition.text()), Kind.LANES);
        }

        private Code call(MethodInvocationTree tree) {
            List<Code> arguments = tree.getArguments().stream()
                    .filter(argument -> !isSeries(argument))
                    .map(this::code)
                    .toList();
            String method = tree.getMethodSelect().toString();
            return switch (method) {
                case "Math.fma" -> fma(arguments);
                case "Math.abs" -> onLanes(tree, "%s.abs()", arguments);
                case "Math.sqrt" -> onLanes(tree, "%s.sqrt()", arguments);
                case "Double.isNaN" -> isNaN(arguments.get(0));
                case "Double.doubleToRawLongBits" -> onLanes(tree, "%s.reinterpretAsLongs()", arguments);
                case "Double.longBitsToDouble" -> onLanes(tree, "%s.reinterpretAsDoubles()", arguments);
                case "Horner.sum" -> horner(tree, arguments.get(0));
                default -> ownCall(method, arguments);
            };
        }

        private Code onLanes(MethodInvocationTree tree, String form, List<Code> arguments) {
            if (arguments.get(0).kind() == Kind.NUMBER) {
                return new Code(tree.toString(), Kind.NUMBER);
            }
            return new Code(form.formatted(arguments.get(0).text()), Kind.LANES);
        }

        private Code isNaN(Code of) {
            String lanes = lanes(of);
            return new Code("%s.compare(VectorOperators.NE, %s)".formatted(lanes, lanes), Kind.MASK);
        }

        /** a·b + c rounded once; the product may be turned round to begin with lanes. */
        private Code fma(List<Code> arguments) {
            boolean turned = arguments.get(0).kind() == Kind.NUMBER;
            Code a = arguments.get(turned ? 1 : 0);
            Code b = arguments.get(turned ? 0 : 1);
            return new Code("%s.fma(%s, %s)".formatted(lanes(a), lanes(b), lanes(arguments.get(2))), Kind.LANES);
        }

        private boolean isSeries(ExpressionTree tree) {
            return tree instanceof IdentifierTree name && series.containsKey(name.getName().toString());
        }

        /** Horner's rule unrolled, the operations in the order of the loop in the class Horner. */
        private Code horner(MethodInvocationTree tree, Code x) {
            double[] coefficients = series.get(tree.getArguments().get(1).toString());
            String sum = broadcast(Double.toString(coefficients[coefficients.length - 1]));
            for (int i = coefficients.length - 2; i >= 0; i--) {
                sum = "%s.fma(%s, %s)".formatted(sum, lanes(x), broadcast(Double.toString(coefficients[i])));
            }
            return new Code(sum, Kind.LANES);
        }

        /** A call of a method of this class, or of a static one of another class of the package. */
        private Code ownCall(String method, List<Code> arguments) {
            String list = arguments.stream().map(this::lanes).collect(Collectors.joining(", "));
            int dot = method.indexOf('.');
            if (dot < 0) {
                want(method);
                return new Code("%s(%s)".formatted(method, list), Kind.LANES);
            }
            helpers.add(method);
            return new Code(
                    "%sLanes.%s(%s)".formatted(method.substring(0, dot), method.substring(dot + 1), list), Kind.LANES);
        }

        private static boolean isForAllLanes(Code code) {
            return code.kind() == Kind.NUMBER || code.kind() == Kind.TRUTH;
        }

        private String lanes(Code code) {
            return code.kind() == Kind.NUMBER ? broadcast(code.text()) : code.text();
        }

        private String mask(Code code) {
            return code.kind() == Kind.TRUTH ? "SimdBackend.DOUBLES.maskAll(%s)".formatted(code.text()) : code.text();
        }

        private String broadcast(String number) {
            return "DoubleVector.broadcast(SimdBackend.DOUBLES, %s)".formatted(number);
        }

        private IllegalStateException refused(Tree tree, String reason) {
            return new IllegalStateException(
                    "%s: cannot turn '%s' into lanes: %s".formatted(source.getSimpleName(), tree, reason));
        }
    }

    /** A binary operator: its symbol, and the method or comparison of lanes that stands for it. */
    private record Operator(String symbol, String method, boolean yieldsTruth, boolean isLogical) {

        static Operator of(Tree.Kind kind) {
            return switch (kind) {
                case PLUS -> new Operator("+", "add", false, false);
                case MINUS -> new Operator("-", "sub", false, false);
                case MULTIPLY -> new Operator("*", "mul", false, false);
                case DIVIDE -> new Operator("/", "div", false, false);
                case LESS_THAN -> new Operator("<", "LT", true, false);
                case LESS_THAN_EQUAL -> new Operator("<=", "LE", true, false);
                case GREATER_THAN -> new Operator(">", "GT", true, false);
                case GREATER_THAN_EQUAL -> new Operator(">=", "GE", true, false);
                case EQUAL_TO -> new Operator("==", "EQ", true, false);
                case NOT_EQUAL_TO -> new Operator("!=", "NE", true, false);
                case LEFT_SHIFT -> new Operator("<<", "LSHL", false, false);
                case CONDITIONAL_AND -> new Operator("&&", "and", true, true);
                case CONDITIONAL_OR -> new Operator("||", "or", true, true);
                default -> throw new IllegalStateException("no operator of formulas: " + kind);
            };
        }
    }

    /** The text around the formulas. */
    private static final class Template {

        static String type(Kind kind) {
            return switch (kind) {
                case NUMBER -> "double";
                case TRUTH -> "boolean";
                case LANES -> "DoubleVector";
                case MASK -> "VectorMask<Double>";
            };
        }

        static String loops(String function, List<String> parameters, String formulas) {
            String declared = parameters.stream()
                    .map("    private final double %s;%n"::formatted)
                    .collect(Collectors.joining());
            String assigned = parameters.stream()
                    .map(name -> "        %s = function.%s();%n".formatted(name, name))
                    .collect(Collectors.joining());
            return """
                    package %s;

                    import %s.Loops;
                    import %s.%s;
                    import jdk.incubator.vector.DoubleVector;
                    import jdk.incubator.vector.VectorMask;
                    import jdk.incubator.vector.VectorOperators;

                    /** The loops of {@link %s} over arrays, generated from its formulas. What is left over at the end goes one by one. */
                    final class %sLoops implements Loops {

                        private final %s function;
                    %s
                        %sLoops(%s function) {
                            this.function = function;
                    %s    }

                    """
                            .formatted(
                                    OUTPUT, DEFINITIONS, DEFINITIONS, function, function, function, function, declared, function,
                                    function, assigned)
                    + loop("values", "value", "float", "roughValue")
                    + loop("values", "value", "double", "value")
                    + loop("derivatives", "derivative", "float", "roughDerivative")
                    + loop("derivatives", "derivative", "double", "derivative")
                    + formulas
                    + "}\n";
        }

        private static String loop(String name, String scalar, String type, String lanes) {
            return """
                        @Override
                        public void %s(%s[] source, int sourceOffset, %s[] destination, int destinationOffset, int length) {
                            int whole = SimdBackend.DOUBLES.loopBound(length);
                            for (int i = 0; i < whole; i += SimdBackend.LANES) {
                                DoubleVector y = %s(SimdBackend.load(source, sourceOffset + i));
                                SimdBackend.store(y, destination, destinationOffset + i);
                            }
                            for (int i = whole; i < length; i++) {
                                destination[destinationOffset + i] = function.%s(source[sourceOffset + i]);
                            }
                        }

                    """
                    .formatted(name, type, type, lanes, scalar);
        }

        static String helper(String name, String methods) {
            return """
                    package %s;

                    import jdk.incubator.vector.DoubleVector;
                    import jdk.incubator.vector.VectorMask;
                    import jdk.incubator.vector.VectorOperators;

                    /** The formulas of the class %s over lanes, generated from it. */
                    final class %sLanes {

                        private %sLanes() {}

                    %s}
                    """
                    .formatted(OUTPUT, name, name, name, methods);
        }

        static String registry(List<String> functions) {
            String cases = functions.stream()
                    .map(f -> "            Map.entry(%s.class, f -> new %sLoops((%s) f))".formatted(f, f, f))
                    .collect(Collectors.joining(",\n"));
            String imports = functions.stream()
                    .map(f -> "import %s.%s;%n".formatted(DEFINITIONS, f))
                    .collect(Collectors.joining());
            return """
                    package %s;

                    import %s.Elementwise;
                    import %s.Loops;
                    %simport java.util.Map;
                    import java.util.function.Function;

                    /** The generated loops of every function, by its class. */
                    final class GeneratedLoops {

                        static final Map<Class<?>, Function<Elementwise, Loops>> OF = Map.ofEntries(
                    %s);

                        private GeneratedLoops() {}
                    }
                    """
                    .formatted(OUTPUT, DEFINITIONS, DEFINITIONS, imports, cases);
        }
    }
}
