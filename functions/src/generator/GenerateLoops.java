import com.sun.source.tree.*;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Name;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Writes the loops over arrays, and over memory outside the heap, of every elementwise function, from the scalar formulas in
 * its record: one loop class per function, so that no two functions share a profile, whose body is the same formula over lanes. Floats are computed in
 * lanes of floats where the record has {@code float value(float)}, otherwise in lanes of doubles and rounded.
 *
 * <p>Run by Maven before compilation: {@code java GenerateLoops.java DEFINITIONS OUTPUT}. A formula may use: locals of
 * its own number type or boolean and one return; + - * /, comparisons, && || ! and ?: ; Math.fma, abs and sqrt; isNaN;
 * the raw bits of a number, shifted, and back; casts of what is the same in all lanes; Horner.sum with a constant array;
 * static methods in the same form of its own class or of another class of the package. Anything else stops the build
 * with the place and the reason.
 */
final class GenerateLoops {

    static final String DEFINITIONS = "dev.activations.functions.definition";
    static final String KERNEL = "dev.activations.functions.kernel";
    static final String OUTPUT = "dev.activations.functions.simd";

    /** What an expression stands for in the loop: one number or truth for all lanes, or one per lane. */
    enum Kind {
        NUMBER,
        TRUTH,
        LANES,
        MASK
    }

    record Code(String text, Kind kind) {}

    /** The number type of a formula, and the classes and methods of its lanes. */
    enum Lanes {
        FLOAT("float", "Float", "SimdBackend.FLOATS", "reinterpretAsInts", "reinterpretAsFloats"),
        DOUBLE("double", "Double", "SimdBackend.DOUBLES", "reinterpretAsLongs", "reinterpretAsDoubles");

        private final String number;
        private final String boxed;
        private final String species;
        private final String asBits;
        private final String ofBits;

        Lanes(String number, String boxed, String species, String asBits, String ofBits) {
            this.number = number;
            this.boxed = boxed;
            this.species = species;
            this.asBits = asBits;
            this.ofBits = ofBits;
        }

        String type(Kind kind) {
            return switch (kind) {
                case NUMBER -> number;
                case TRUTH -> "boolean";
                case LANES -> boxed + "Vector";
                case MASK -> "VectorMask<%s>".formatted(boxed);
            };
        }
    }

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
        List<ClassTree> functions =
                classes.values().stream().filter(GenerateLoops::isElementwiseRecord).toList();
        for (ClassTree function : functions) {
            String loops = Stream.of("values", "derivatives")
                    .flatMap(loop -> Stream.of("float", "double").flatMap(type -> loops(function, loop, type)))
                    .collect(Collectors.joining("\n"));
            String name = function.getSimpleName().toString();
            write(name + "Loops", Template.loops(name, parameters(function), loops));
        }
        if (classes.containsKey("FloatPowers")) {
            write("SimdRows", Rows.text(exponential("FloatPowers", Lanes.FLOAT), exponential("Powers", Lanes.DOUBLE)));
        }
        write("GeneratedLoops", Template.registry(functions.stream().map(ClassTree::getSimpleName).toList()));
    }

    /**
     * One of a function's loops, over arrays and over memory outside the heap: {@code values} by the formula value; of
     * floats, if the record has no such formula in floats, by roughValue in doubles if it has that.
     */
    private Stream<String> loops(ClassTree function, String loop, String type) {
        String scalar = loop.substring(0, loop.length() - 1);
        String rough = "rough" + scalar.substring(0, 1).toUpperCase() + scalar.substring(1);
        boolean floats = type.equals("float");
        boolean single = floats && method(function, scalar, 1, Lanes.FLOAT).isPresent();
        boolean widened = floats && !single;
        boolean hasRough = method(function, rough, 1, Lanes.DOUBLE).isPresent();
        Formula formula = new Formula(single ? Lanes.FLOAT : Lanes.DOUBLE);
        String result = formula.of(function, widened && hasRough ? rough : scalar);
        Template.Body body =
                new Template.Body(formula.lanes, formula.broadcasts(), formula.statements.toString(), result, widened);
        return Stream.of(Template.arrayLoop(loop, scalar, type, body), Template.offHeapLoop(loop, scalar, type, body));
    }

    /** e^x for x up to 0, of which the loops over rows are made. */
    private Template.Body exponential(String owner, Lanes lanes) {
        Formula formula = new Formula(lanes);
        String result = formula.of(classes.get(owner), "expAtMostZero");
        return new Template.Body(lanes, formula.broadcasts(), formula.statements.toString(), result, false);
    }

    /** The record's parameters, in order. */
    private static List<String> parameters(ClassTree function) {
        return function.getMembers().stream()
                .filter(member -> member instanceof VariableTree field && field.getInitializer() == null)
                .map(member -> ((VariableTree) member).getName().toString())
                .toList();
    }

    private static Optional<MethodTree> method(ClassTree owner, String name, int parameters, Lanes lanes) {
        return owner.getMembers().stream()
                .filter(member -> member instanceof MethodTree)
                .map(MethodTree.class::cast)
                .filter(method -> method.getName().contentEquals(name)
                        && method.getParameters().size() == parameters
                        && method.getReturnType().toString().equals(lanes.number))
                .findFirst();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(output.resolve(name + ".java"), text);
    }

    private static boolean isElementwiseRecord(ClassTree tree) {
        return tree.getKind() == Tree.Kind.RECORD
                && tree.getImplementsClause().stream().anyMatch(type -> type.toString().equals("Elementwise"));
    }

    private record Arm(String statements, Code value) {}

    /** The names that one method's text may use: its locals and parameters, and the fields of its class. */
    private record Scope(ClassTree owner, Map<String, Code> locals) {}

    /**
     * One formula over lanes, as statements without a call: what it calls is put in its place, because the JIT compiler
     * does not inline methods of this size and would keep their vectors as objects.
     */
    private final class Formula {

        /** Calls in calls, far more than a formula has. */
        private static final int DEEPEST = 50;

        final Lanes lanes;
        final StringBuilder statements = new StringBuilder();
        private final Map<String, String> constants = new LinkedHashMap<>();
        private final Map<String, String> truths = new LinkedHashMap<>();
        private final Map<String, String> steps = new HashMap<>();
        private int names;
        private int depth;

        Formula(Lanes lanes) {
            this.lanes = lanes;
        }

        /** Writes the statements of the formula in x; gives the expression of its result. */
        String of(ClassTree function, String formula) {
            return lanes(inline(function, formula, List.of(new Code("x", Kind.LANES))));
        }

        /** The numbers and truths that the formula uses, in every lane: statements to stand before the loop. */
        String broadcasts() {
            return constants.entrySet().stream()
                    .map(constant -> "        %1$s %2$s = %1$s.broadcast(%3$s, %4$s);%n"
                            .formatted(lanes.type(Kind.LANES), constant.getValue(), lanes.species, constant.getKey()))
                    .collect(Collectors.joining())
                    + truths.entrySet().stream()
                            .map(truth -> "        %s %s = %s.maskAll(%s);%n"
                                    .formatted(lanes.type(Kind.MASK), truth.getValue(), lanes.species, truth.getKey()))
                            .collect(Collectors.joining());
        }

        private Code inline(ClassTree owner, String name, List<Code> arguments) {
            MethodTree method = method(owner, name, arguments.size(), lanes)
                    .orElseThrow(() -> new IllegalStateException("%s has no method %s %s of %d"
                            .formatted(owner.getSimpleName(), lanes.number, name, arguments.size())));
            if (++depth > DEEPEST) {
                throw new IllegalStateException("%s: %s calls itself".formatted(owner.getSimpleName(), name));
            }
            Scope scope = new Scope(owner, new HashMap<>());
            for (int i = 0; i < arguments.size(); i++) {
                String parameter = method.getParameters().get(i).getName().toString();
                scope.locals().put(parameter, named(parameter, arguments.get(i)));
            }
            for (StatementTree statement : method.getBody().getStatements()) {
                if (statement instanceof ReturnTree end) {
                    Code result = code(end.getExpression(), scope);
                    depth--;
                    return result;
                }
                if (!(statement instanceof VariableTree local)) {
                    throw refused(statement, scope, "a formula is locals and one return");
                }
                String variable = local.getName().toString();
                scope.locals().put(variable, named(variable, code(local.getInitializer(), scope)));
            }
            throw new IllegalStateException(name + " returns nothing");
        }

        /** The value under a name of its own; numbers and names stay as they are. */
        private Code named(String wanted, Code value) {
            if (isForAllLanes(value) || value.text().matches("\\w+")) {
                return value;
            }
            String known = steps.get(value.text());
            if (known != null) {
                return new Code(known, value.kind());
            }
            String name = wanted + names++;
            steps.put(value.text(), name);
            statements.append("            %s %s = %s;%n".formatted(lanes.type(value.kind()), name, value.text()));
            return new Code(name, value.kind());
        }

        /**
         * An operation under a name of its own, the same one wherever the formula comes to the same again: C2 of Java 17 merges
         * two operations that are one, and then keeps vectors as objects. Masks are no variables for the same reason: where
         * one is used twice, C2 keeps it as an object.
         */
        private Code step(String text, Kind kind) {
            Code value = new Code(text, kind);
            return kind == Kind.MASK ? value : named("v", value);
        }

        private Code code(ExpressionTree tree, Scope scope) {
            if (tree instanceof ParenthesizedTree inner) {
                return code(inner.getExpression(), scope);
            }
            if (tree instanceof LiteralTree literal && literal.getValue() instanceof Number number) {
                return new Code(literal(number), Kind.NUMBER);
            }
            if (tree instanceof TypeCastTree cast) {
                return cast(cast, scope);
            }
            if (tree instanceof IdentifierTree name) {
                return name(name, scope);
            }
            if (tree instanceof MemberSelectTree member) {
                ClassTree owner = classes.get(member.getExpression().toString());
                return owner == null
                        ? new Code(tree.toString(), Kind.NUMBER)
                        : constant(owner, member.getIdentifier().toString());
            }
            if (tree instanceof UnaryTree unary) {
                return unary(unary, scope);
            }
            if (tree instanceof BinaryTree binary) {
                return binary(binary, scope);
            }
            if (tree instanceof ConditionalExpressionTree choice) {
                return choice(choice, scope);
            }
            if (tree instanceof MethodInvocationTree call) {
                return call(call, scope);
            }
            throw refused(tree, scope, "not a part of formulas");
        }

        private String literal(Number value) {
            boolean single = value instanceof Float || lanes == Lanes.FLOAT && !(value instanceof Double);
            return single ? value.floatValue() + "f" : Double.toString(value.doubleValue());
        }

        private Code cast(TypeCastTree tree, Scope scope) {
            Code number = code(tree.getExpression(), scope);
            if (number.kind() != Kind.NUMBER) {
                throw refused(tree, scope, "lanes are not converted");
            }
            return new Code("((%s) %s)".formatted(tree.getType(), number.text()), Kind.NUMBER);
        }

        /** A local, a parameter of the record, or a constant of the class, which stands as its value. */
        private Code name(IdentifierTree tree, Scope scope) {
            String name = tree.getName().toString();
            if (scope.locals().containsKey(name)) {
                return scope.locals().get(name);
            }
            return parameters(scope.owner()).contains(name)
                    ? new Code(name, Kind.NUMBER)
                    : constant(scope.owner(), name);
        }

        private Code constant(ClassTree owner, String name) {
            return code(field(owner, name).getInitializer(), new Scope(owner, Map.of()));
        }

        private static VariableTree field(ClassTree owner, String name) {
            return owner.getMembers().stream()
                    .filter(member -> member instanceof VariableTree field && field.getName().contentEquals(name))
                    .map(VariableTree.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(owner.getSimpleName() + " has no constant " + name));
        }

        private Code unary(UnaryTree tree, Scope scope) {
            Code of = code(tree.getExpression(), scope);
            boolean truth = of.kind() == Kind.MASK || of.kind() == Kind.TRUTH;
            if (tree.getKind() != (truth ? Tree.Kind.LOGICAL_COMPLEMENT : Tree.Kind.UNARY_MINUS)) {
                throw refused(tree, scope, "no operator of formulas");
            }
            return switch (of.kind()) {
                case LANES -> step(of.text() + ".neg()", Kind.LANES);
                case MASK -> step(of.text() + ".not()", Kind.MASK);
                case NUMBER -> new Code("(-" + of.text() + ")", Kind.NUMBER);
                case TRUTH -> new Code("!" + of.text(), Kind.TRUTH);
            };
        }

        private Code binary(BinaryTree tree, Scope scope) {
            Code left = code(tree.getLeftOperand(), scope);
            Code right = code(tree.getRightOperand(), scope);
            Operator operator =
                    Operator.of(tree.getKind()).orElseThrow(() -> refused(tree, scope, "no operator of formulas"));
            if (isForAllLanes(left) && isForAllLanes(right)) {
                Kind kind = operator.yieldsTruth() ? Kind.TRUTH : Kind.NUMBER;
                return new Code("(%s %s %s)".formatted(left.text(), operator.symbol(), right.text()), kind);
            }
            if (operator == Operator.SHIFT) {
                if (right.kind() != Kind.NUMBER || !(tree.getRightOperand() instanceof LiteralTree)) {
                    throw refused(tree, scope, "lanes are shifted by a number that is written there");
                }
                int distance = (int) Double.parseDouble(right.text());
                return new Code("%s.lanewise(VectorOperators.LSHL, %d)".formatted(left.text(), distance), Kind.LANES);
            }
            if (operator.isLogical()) {
                return step("%s.%s(%s)".formatted(mask(left), operator.method(), mask(right)), Kind.MASK);
            }
            if (operator.yieldsTruth()) {
                return step(
                        "%s.compare(VectorOperators.%s, %s)".formatted(lanes(left), operator.method(), lanes(right)),
                        Kind.MASK);
            }
            return step("%s.%s(%s)".formatted(lanes(left), operator.method(), lanes(right)), Kind.LANES);
        }

        private Code choice(ConditionalExpressionTree tree, Scope scope) {
            Code condition = code(tree.getCondition(), scope);
            if (condition.kind() == Kind.TRUTH) {
                return branches(condition, arm(tree.getTrueExpression(), scope), arm(tree.getFalseExpression(), scope));
            }
            Code yes = code(tree.getTrueExpression(), scope);
            Code no = code(tree.getFalseExpression(), scope);
            return step("%s.blend(%s, %s)".formatted(lanes(no), lanes(yes), mask(condition)), Kind.LANES);
        }

        /** One side of a choice that is the same in all lanes: its value, and the statements that only it needs. */
        private Arm arm(ExpressionTree tree, Scope scope) {
            int start = statements.length();
            Map<String, String> before = new HashMap<>(steps);
            Code value = code(tree, scope);
            String own = statements.substring(start);
            statements.setLength(start);
            steps.clear();
            steps.putAll(before);
            return new Arm(own, value);
        }

        private Code branches(Code condition, Arm yes, Arm no) {
            if (isForAllLanes(yes.value()) && isForAllLanes(no.value())) {
                return new Code(
                        "(%s ? %s : %s)".formatted(condition.text(), yes.value().text(), no.value().text()), Kind.NUMBER);
            }
            String name = "v" + names++;
            statements.append("            %s %s;%n".formatted(lanes.type(Kind.LANES), name))
                    .append("            if (%s) {%n%s            %s = %s;%n"
                            .formatted(condition.text(), yes.statements(), name, lanes(yes.value())))
                    .append("            } else {%n%s            %s = %s;%n            }%n"
                            .formatted(no.statements(), name, lanes(no.value())));
            return new Code(name, Kind.LANES);
        }

        private Code call(MethodInvocationTree tree, Scope scope) {
            String method = tree.getMethodSelect().toString();
            if (method.equals("Horner.sum")) {
                return horner(code(tree.getArguments().get(0), scope), tree.getArguments().get(1), scope);
            }
            List<Code> arguments =
                    tree.getArguments().stream().map(argument -> code(argument, scope)).toList();
            if (method.equals("Math.fma")) {
                return fma(arguments);
            }
            if (method.equals("Math.nextDown") && arguments.get(0).kind() == Kind.NUMBER) {
                return new Code("Math.nextDown(%s)".formatted(arguments.get(0).text()), Kind.NUMBER);
            }
            boolean own = !method.matches("(Math|Float|Double)\\..*");
            return own ? ownCall(tree, method, arguments, scope) : libraryCall(tree, method, lanes(arguments.get(0)), scope);
        }

        private Code libraryCall(MethodInvocationTree tree, String method, String first, Scope scope) {
            return switch (method) {
                case "Math.abs" -> step(first + ".abs()", Kind.LANES);
                case "Math.sqrt" -> step(first + ".sqrt()", Kind.LANES);
                case "Double.isNaN", "Float.isNaN" -> step(
                        "%s.compare(VectorOperators.NE, %s)".formatted(first, first), Kind.MASK);
                case "Double.doubleToRawLongBits", "Float.floatToRawIntBits" -> new Code(
                        "%s.%s()".formatted(first, lanes.asBits), Kind.LANES);
                case "Double.longBitsToDouble", "Float.intBitsToFloat" -> step(
                        "%s.%s()".formatted(first, lanes.ofBits), Kind.LANES);
                default -> throw refused(tree, scope, "no method of formulas");
            };
        }

        /** a·b + c rounded once; the product may be turned round to begin with lanes. */
        private Code fma(List<Code> arguments) {
            boolean turned = isForAllLanes(arguments.get(0));
            Code a = arguments.get(turned ? 1 : 0);
            Code b = arguments.get(turned ? 0 : 1);
            return step("%s.fma(%s, %s)".formatted(lanes(a), lanes(b), lanes(arguments.get(2))), Kind.LANES);
        }

        /** Horner's rule unrolled, the operations in the order of the loop in the class Horner. */
        private Code horner(Code x, ExpressionTree series, Scope scope) {
            if (!(field(scope.owner(), series.toString()).getInitializer() instanceof NewArrayTree array)) {
                throw refused(series, scope, "the coefficients are a constant array of the class");
            }
            List<String> coefficients = array.getInitializers().stream()
                    .map(item -> lanes(code(item, scope)))
                    .toList();
            String at = named("at", x).text();
            String sum = coefficients.get(coefficients.size() - 1);
            for (int i = coefficients.size() - 2; i >= 0; i--) {
                sum = "%s.fma(%s, %s)".formatted(sum, at, coefficients.get(i));
            }
            return step(sum, Kind.LANES);
        }

        /** A call of a method of this class, or of a static one of another class of the package. */
        private Code ownCall(MethodInvocationTree tree, String method, List<Code> arguments, Scope scope) {
            int dot = method.indexOf('.');
            ClassTree owner = dot < 0 ? scope.owner() : classes.get(method.substring(0, dot));
            if (owner == null) {
                throw refused(tree, scope, "no method of formulas");
            }
            return inline(owner, method.substring(dot + 1), arguments);
        }

        private static boolean isForAllLanes(Code code) {
            return code.kind() == Kind.NUMBER || code.kind() == Kind.TRUTH;
        }

        /** The value in lanes; a number is broadcast once, before the loop. */
        private String lanes(Code code) {
            return code.kind() == Kind.NUMBER
                    ? constants.computeIfAbsent(code.text(), text -> "all" + constants.size())
                    : code.text();
        }

        private String mask(Code code) {
            return code.kind() == Kind.TRUTH
                    ? truths.computeIfAbsent(code.text(), text -> "same" + truths.size())
                    : code.text();
        }

        private static IllegalStateException refused(Tree tree, Scope scope, String reason) {
            return new IllegalStateException("%s: cannot turn '%s' into lanes: %s"
                    .formatted(scope.owner().getSimpleName(), tree, reason));
        }
    }

    /** A binary operator: its symbol, and the method or comparison of lanes that stands for it. */
    private enum Operator {
        ADD("+", "add"),
        SUBTRACT("-", "sub"),
        MULTIPLY("*", "mul"),
        DIVIDE("/", "div"),
        SHIFT("<<", "LSHL"),
        LESS("<", "LT"),
        AT_MOST("<=", "LE"),
        GREATER(">", "GT"),
        AT_LEAST(">=", "GE"),
        EQUAL("==", "EQ"),
        UNEQUAL("!=", "NE"),
        AND("&&", "and"),
        OR("||", "or");

        private final String symbol;
        private final String method;

        Operator(String symbol, String method) {
            this.symbol = symbol;
            this.method = method;
        }

        static Optional<Operator> of(Tree.Kind kind) {
            return Optional.ofNullable(
                    switch (kind) {
                        case PLUS -> ADD;
                        case MINUS -> SUBTRACT;
                        case MULTIPLY -> Operator.MULTIPLY;
                        case DIVIDE -> Operator.DIVIDE;
                        case LEFT_SHIFT -> SHIFT;
                        case LESS_THAN -> LESS;
                        case LESS_THAN_EQUAL -> AT_MOST;
                        case GREATER_THAN -> GREATER;
                        case GREATER_THAN_EQUAL -> AT_LEAST;
                        case EQUAL_TO -> EQUAL;
                        case NOT_EQUAL_TO -> UNEQUAL;
                        case CONDITIONAL_AND -> AND;
                        case CONDITIONAL_OR -> OR;
                        default -> null;
                    });
        }

        String symbol() {
            return symbol;
        }

        String method() {
            return method;
        }

        boolean yieldsTruth() {
            return compareTo(LESS) >= 0;
        }

        boolean isLogical() {
            return this == AND || this == OR;
        }
    }

    /**
     * The text of the loops over rows. Partial sums stand in an array, to which vectors of any width are added where they
     * belong; what is left of a row is copied to an array as long as that, filled up with what adds nothing.
     */
    private static final class Rows {

        static String text(Template.Body floats, Template.Body doubles) {
            return """
                    package %1$s;

                    import %2$s.ColumnLoops;
                    import %2$s.RowLoops;
                    import java.util.Arrays;
                    import jdk.incubator.vector.DoubleVector;
                    import jdk.incubator.vector.FloatVector;
                    import jdk.incubator.vector.VectorMask;
                    import jdk.incubator.vector.VectorOperators;

                    /** The loops over rows of numbers with vectors, generated from the formula of the exponential. */
                    final class SimdRows implements ColumnLoops {

                        private static final ThreadLocal<SimdRows> OF_THREAD = ThreadLocal.withInitial(SimdRows::new);

                        private final float[] floatParts = new float[PARTS];
                        private final float[] floatCounts = new float[PARTS];
                        private final float[] floatRest = new float[PARTS];
                        private final double[] doubleParts = new double[PARTS];
                        private final double[] doubleCounts = new double[PARTS];
                        private final double[] doubleRest = new double[PARTS];
                        private final float[] floatColumns = new float[PARTS * ROWS];
                        private final float[] floatColumnCounts = new float[ROWS];
                        private final double[] doubleColumns = new double[PARTS * ROWS];
                        private final double[] doubleColumnCounts = new double[ROWS];

                        /** Those of this thread. */
                        static RowLoops ofThread() {
                            return OF_THREAD.get();
                        }

                    %3$s
                    %4$s
                    }
                    """
                    .formatted(OUTPUT, KERNEL, loops(floats), loops(doubles));
        }

        private static String loops(Template.Body body) {
            return LOOPS.replace("$broadcasts", body.broadcasts().stripTrailing())
                    .replace("$statements", body.statements().stripTrailing())
                    .replace("$result", body.result())
                    .replace("$type", body.lanes().number)
                    .replace("$Type", body.lanes().boxed)
                    .replace("$S", body.lanes().species);
        }

        private static final String LOOPS =
                """
                    @Override
                    public $type maximum($type[] row, int offset, int length) {
                        $TypeVector largest = $TypeVector.broadcast($S, $Type.NEGATIVE_INFINITY);
                        $TypeVector second = largest;
                        int pairs = length - length % (2 * $S.length());
                        int i = 0;
                        for (; i < pairs; i += 2 * $S.length()) {
                            $TypeVector x = $TypeVector.fromArray($S, row, offset + i);
                            $TypeVector y = $TypeVector.fromArray($S, row, offset + i + $S.length());
                            largest = largest.blend(x, x.compare(VectorOperators.GT, largest));
                            second = second.blend(y, y.compare(VectorOperators.GT, second));
                        }
                        if (i + $S.length() <= length) {
                            $TypeVector x = $TypeVector.fromArray($S, row, offset + i);
                            largest = largest.blend(x, x.compare(VectorOperators.GT, largest));
                            i += $S.length();
                        }
                        if (i < length) {
                            Arrays.fill($typeRest, $Type.NEGATIVE_INFINITY);
                            copy(row, offset + i, $typeRest, 0, length - i);
                            $TypeVector x = $TypeVector.fromArray($S, $typeRest, 0);
                            second = second.blend(x, x.compare(VectorOperators.GT, second));
                        }
                        largest = largest.blend(second, second.compare(VectorOperators.GT, largest));
                        return largest.reduceLanes(VectorOperators.MAX);
                    }

                    @Override
                    public $type exponentials(
                            $type[] source, int sourceOffset, $type[] destination, int destinationOffset, int length, $type max) {
                $broadcasts
                        $TypeVector shift = $TypeVector.broadcast($S, max);
                        $type[] parts = $typeParts;
                        Arrays.fill(parts, 0);
                        int whole = length & -PARTS;
                        for (int i = 0; i < whole; i += $S.length()) {
                            $TypeVector x = $TypeVector.fromArray($S, source, sourceOffset + i).sub(shift);
                $statements
                            $TypeVector y = $result;
                            y.intoArray(destination, destinationOffset + i);
                            int part = i & PARTS - 1;
                            $TypeVector.fromArray($S, parts, part).add(y).intoArray(parts, part);
                        }
                        if (whole < length) {
                            restOfExponentials(source, sourceOffset + whole, length - whole, max);
                            addRest(parts, length - whole);
                            copy($typeRest, 0, destination, destinationOffset + whole, length - whole);
                        }
                        return fold(parts);
                    }

                    /**
                     * The exponentials of fewer values than there are partial sums. As a method of its own, because C2 of Java 21 keeps
                     * the constants of both loops as objects where they are in one.
                     */
                    private void restOfExponentials($type[] source, int offset, int length, $type max) {
                $broadcasts
                        $TypeVector shift = $TypeVector.broadcast($S, max);
                        Arrays.fill($typeRest, $Type.NEGATIVE_INFINITY);
                        copy(source, offset, $typeRest, 0, length);
                        for (int part = 0; part < PARTS; part += $S.length()) {
                            $TypeVector x = $TypeVector.fromArray($S, $typeRest, part).sub(shift);
                $statements
                            $TypeVector y = $result;
                            y.intoArray($typeRest, part);
                        }
                    }

                    @Override
                    public $type sumOfExponentials($type[] row, int offset, int length, $type max) {
                $broadcasts
                        $TypeVector shift = $TypeVector.broadcast($S, max);
                        $type[] parts = $typeParts;
                        Arrays.fill(parts, 0);
                        int whole = length & -PARTS;
                        for (int i = 0; i < whole; i += $S.length()) {
                            $TypeVector x = $TypeVector.fromArray($S, row, offset + i).sub(shift);
                $statements
                            $TypeVector y = $result;
                            int part = i & PARTS - 1;
                            $TypeVector.fromArray($S, parts, part).add(y).intoArray(parts, part);
                        }
                        if (whole < length) {
                            Arrays.fill($typeRest, $Type.NEGATIVE_INFINITY);
                            copy(row, offset + whole, $typeRest, 0, length - whole);
                            for (int part = 0; part < PARTS; part += $S.length()) {
                                $TypeVector x = $TypeVector.fromArray($S, $typeRest, part).sub(shift);
                $statements
                                $TypeVector y = $result;
                                y.intoArray($typeRest, part);
                            }
                            addRest(parts, length - whole);
                        }
                        return fold(parts);
                    }

                    @Override
                    public $type sumOfOtherExponentials($type[] row, int offset, int length, $type max) {
                $broadcasts
                        $TypeVector zero = $TypeVector.zero($S);
                        $TypeVector one = $TypeVector.broadcast($S, 1);
                        $TypeVector shift = $TypeVector.broadcast($S, max);
                        $type[] parts = $typeParts;
                        $type[] counts = $typeCounts;
                        Arrays.fill(parts, 0);
                        Arrays.fill(counts, 0);
                        int whole = length & -PARTS;
                        for (int i = 0; i < whole; i += $S.length()) {
                            $TypeVector x = $TypeVector.fromArray($S, row, offset + i).sub(shift);
                $statements
                            $TypeVector y = $result;
                            int part = i & PARTS - 1;
                            $TypeVector.fromArray($S, parts, part).add(y.blend(zero, x.compare(VectorOperators.EQ, zero))).intoArray(parts, part);
                            $TypeVector.fromArray($S, counts, part).add(zero.blend(one, x.compare(VectorOperators.EQ, zero))).intoArray(counts, part);
                        }
                        $type found = fold(counts);
                        if (whole < length) {
                            Arrays.fill($typeRest, $Type.NEGATIVE_INFINITY);
                            copy(row, offset + whole, $typeRest, 0, length - whole);
                            Arrays.fill(counts, 0);
                            for (int part = 0; part < PARTS; part += $S.length()) {
                                $TypeVector x = $TypeVector.fromArray($S, $typeRest, part).sub(shift);
                    $statements
                                $TypeVector y = $result;
                                y.blend(zero, x.compare(VectorOperators.EQ, zero)).intoArray($typeRest, part);
                                zero.blend(one, x.compare(VectorOperators.EQ, zero)).intoArray(counts, part);
                            }
                            addRest(parts, length - whole);
                            found += fold(counts);
                        }
                        return fold(parts) + (found - 1);
                    }

                    @Override
                    public $type sum($type[] row, int offset, int length) {
                        $type[] parts = $typeParts;
                        Arrays.fill(parts, 0);
                        int whole = length & -PARTS;
                        for (int i = 0; i < whole; i += $S.length()) {
                            int part = i & PARTS - 1;
                            $TypeVector x = $TypeVector.fromArray($S, row, offset + i);
                            $TypeVector.fromArray($S, parts, part).add(x).intoArray(parts, part);
                        }
                        copy(row, offset + whole, $typeRest, 0, length - whole);
                        addRest(parts, length - whole);
                        return fold(parts);
                    }

                    @Override
                    public $type dot($type[] first, int firstOffset, $type[] second, int secondOffset, int length) {
                        $type[] parts = $typeParts;
                        Arrays.fill(parts, 0);
                        int whole = length & -PARTS;
                        for (int i = 0; i < whole; i += $S.length()) {
                            int part = i & PARTS - 1;
                            $TypeVector x = $TypeVector.fromArray($S, first, firstOffset + i);
                            $TypeVector y = $TypeVector.fromArray($S, second, secondOffset + i);
                            $TypeVector.fromArray($S, parts, part).add(x.mul(y)).intoArray(parts, part);
                        }
                        for (int i = whole; i < length; i++) {
                            $typeRest[i - whole] = first[firstOffset + i] * second[secondOffset + i];
                        }
                        addRest(parts, length - whole);
                        return fold(parts);
                    }

                    @Override
                    public void multiply(
                            $type[] first,
                            int firstOffset,
                            $type[] second,
                            int secondOffset,
                            $type[] destination,
                            int destinationOffset,
                            int length) {
                        int whole = $S.loopBound(length);
                        for (int i = 0; i < whole; i += $S.length()) {
                            $TypeVector x = $TypeVector.fromArray($S, first, firstOffset + i);
                            $TypeVector y = $TypeVector.fromArray($S, second, secondOffset + i);
                            x.mul(y).intoArray(destination, destinationOffset + i);
                        }
                        for (int i = whole; i < length; i++) {
                            destination[destinationOffset + i] = first[firstOffset + i] * second[secondOffset + i];
                        }
                    }

                    @Override
                    public void scale($type[] row, int offset, int length, $type factor) {
                        $TypeVector all = $TypeVector.broadcast($S, factor);
                        int whole = $S.loopBound(length);
                        for (int i = 0; i < whole; i += $S.length()) {
                            $TypeVector.fromArray($S, row, offset + i).mul(all).intoArray(row, offset + i);
                        }
                        for (int i = whole; i < length; i++) {
                            row[offset + i] *= factor;
                        }
                    }

                    @Override
                    public void shift(
                            $type[] source,
                            int sourceOffset,
                            $type[] destination,
                            int destinationOffset,
                            int length,
                            $type max,
                            $type shift) {
                        $TypeVector first = $TypeVector.broadcast($S, max);
                        $TypeVector second = $TypeVector.broadcast($S, shift);
                        int whole = $S.loopBound(length);
                        for (int i = 0; i < whole; i += $S.length()) {
                            $TypeVector x = $TypeVector.fromArray($S, source, sourceOffset + i);
                            x.sub(first).sub(second).intoArray(destination, destinationOffset + i);
                        }
                        for (int i = whole; i < length; i++) {
                            destination[destinationOffset + i] = source[sourceOffset + i] - max - shift;
                        }
                    }

                    @Override
                    public void maxima($type[] block, int length, $type[] maxima) {
                        Arrays.fill(maxima, 0, ROWS, $Type.NEGATIVE_INFINITY);
                        int end = length * ROWS;
                        for (int i = 0; i < end; i += $S.length()) {
                            int row = i & ROWS - 1;
                            $TypeVector x = $TypeVector.fromArray($S, block, i);
                            $TypeVector largest = $TypeVector.fromArray($S, maxima, row);
                            largest.blend(x, x.compare(VectorOperators.GT, largest)).intoArray(maxima, row);
                        }
                    }

                    @Override
                    public void exponentials($type[] source, $type[] destination, int length, $type[] maxima, $type[] sums) {
                $broadcasts
                        $type[] parts = $typeColumns;
                        Arrays.fill(parts, 0);
                        int end = length * ROWS;
                        for (int i = 0; i < end; i += $S.length()) {
                            $TypeVector max = $TypeVector.fromArray($S, maxima, i & ROWS - 1);
                            $TypeVector x = $TypeVector.fromArray($S, source, i).sub(max);
                $statements
                            $TypeVector y = $result;
                            y.intoArray(destination, i);
                            int part = i & PARTS * ROWS - 1;
                            $TypeVector.fromArray($S, parts, part).add(y).intoArray(parts, part);
                        }
                        foldColumns(parts, sums);
                    }

                    @Override
                    public void sumsOfOtherExponentials($type[] block, int length, $type[] maxima, $type[] sums) {
                $broadcasts
                        $TypeVector zero = $TypeVector.zero($S);
                        $TypeVector one = $TypeVector.broadcast($S, 1);
                        $type[] parts = $typeColumns;
                        $type[] counts = $typeColumnCounts;
                        Arrays.fill(parts, 0);
                        Arrays.fill(counts, -1);
                        int end = length * ROWS;
                        for (int i = 0; i < end; i += $S.length()) {
                            int row = i & ROWS - 1;
                            $TypeVector max = $TypeVector.fromArray($S, maxima, row);
                            $TypeVector x = $TypeVector.fromArray($S, block, i).sub(max);
                $statements
                            $TypeVector y = $result;
                            int part = i & PARTS * ROWS - 1;
                            $TypeVector.fromArray($S, parts, part).add(y.blend(zero, x.compare(VectorOperators.EQ, zero))).intoArray(parts, part);
                            $TypeVector.fromArray($S, counts, row).add(zero.blend(one, x.compare(VectorOperators.EQ, zero))).intoArray(counts, row);
                        }
                        foldColumns(parts, sums);
                        for (int row = 0; row < ROWS; row++) {
                            sums[row] += counts[row];
                        }
                    }

                    @Override
                    public void dots($type[] first, $type[] second, int length, $type[] sums) {
                        $type[] parts = $typeColumns;
                        Arrays.fill(parts, 0);
                        int end = length * ROWS;
                        for (int i = 0; i < end; i += $S.length()) {
                            int part = i & PARTS * ROWS - 1;
                            $TypeVector x = $TypeVector.fromArray($S, first, i);
                            $TypeVector y = $TypeVector.fromArray($S, second, i);
                            $TypeVector.fromArray($S, parts, part).add(x.mul(y)).intoArray(parts, part);
                        }
                        foldColumns(parts, sums);
                    }

                    /** The sum of each row's partial sums; overwrites them. */
                    private static void foldColumns($type[] parts, $type[] sums) {
                        for (int half = PARTS / 2 * ROWS; half > ROWS; half /= 2) {
                            for (int i = 0; i < half; i += $S.length()) {
                                $TypeVector x = $TypeVector.fromArray($S, parts, i);
                                x.add($TypeVector.fromArray($S, parts, half + i)).intoArray(parts, i);
                            }
                        }
                        for (int i = 0; i < ROWS; i += $S.length()) {
                            $TypeVector x = $TypeVector.fromArray($S, parts, i);
                            x.add($TypeVector.fromArray($S, parts, ROWS + i)).intoArray(sums, i);
                        }
                    }

                    /** Few values, which a call for whole arrays would take longer for. */
                    private static void copy($type[] source, int sourceOffset, $type[] destination, int destinationOffset, int length) {
                        for (int i = 0; i < length; i++) {
                            destination[destinationOffset + i] = source[sourceOffset + i];
                        }
                    }

                    /** Adds what is left of a row to the partial sums. */
                    private void addRest($type[] parts, int length) {
                        for (int i = 0; i < length; i++) {
                            parts[i] += $typeRest[i];
                        }
                    }

                    /** The partial sums' sum; overwrites them. */
                    private static $type fold($type[] parts) {
                        for (int half = PARTS / 2; half > 0; half /= 2) {
                            for (int part = 0; part < half; part++) {
                                parts[part] += parts[part + half];
                            }
                        }
                        return parts[0];
                    }
                """;
    }

    /** The text around the formulas. */
    private static final class Template {

        /** What stands in a loop: lanes, constants before it, statements in it, and whether floats are widened for it. */
        record Body(Lanes lanes, String broadcasts, String statements, String result, boolean widened) {

            /** The species of the lanes in memory. */
            String loaded() {
                return widened ? "SimdBackend.NARROW_FLOATS" : lanes.species;
            }

            /** The result as it is in memory. */
            String stored() {
                return widened
                        ? "((FloatVector) y.convertShape(VectorOperators.D2F, SimdBackend.NARROW_FLOATS, 0))"
                        : "y";
            }
        }

        static String loops(String function, List<String> parameters, String loops) {
            String declared = parameters.stream()
                    .map("    private final double %s;%n"::formatted)
                    .collect(Collectors.joining());
            String assigned = parameters.stream()
                    .map(name -> "        %s = function.%s();%n".formatted(name, name))
                    .collect(Collectors.joining());
            return """
                    package %1$s;

                    import %2$s.%3$s;
                    import %7$s.Loops;
                    import java.nio.Buffer;
                    import java.nio.DoubleBuffer;
                    import java.nio.FloatBuffer;
                    import jdk.incubator.vector.DoubleVector;
                    import jdk.incubator.vector.FloatVector;
                    import jdk.incubator.vector.VectorMask;
                    import jdk.incubator.vector.VectorOperators;
                    import jdk.incubator.vector.VectorSpecies;

                    /** The loops of {@link %3$s}, generated from its formulas. What is left over goes one by one. */
                    final class %3$sLoops implements Loops {

                        private final %3$s function;
                    %4$s
                        %3$sLoops(%3$s function) {
                            this.function = function;
                    %5$s    }

                    %6$s}
                    """
                    .formatted(OUTPUT, DEFINITIONS, function, declared, assigned, loops, KERNEL);
        }

        static String arrayLoop(String name, String scalar, String type, Body body) {
            String vector = body.widened ? "FloatVector" : body.lanes.type(Kind.LANES);
            String byBlocks =
                    """
                                if (!SimdBackend.WIDENS_LANES) {
                                    %1$sByBlocks(source, sourceOffset, destination, destinationOffset, length);
                                    return;
                                }
                    """
                            .formatted(name);
            return (body.widened ? blockLoop(name, body) : "")
                    + """
                        @Override
                        public void %1$s(%2$s[] source, int sourceOffset, %2$s[] destination, int destinationOffset, int length) {
                    %5$s%3$s        for (int i = whole; i < length; i++) {
                                destination[destinationOffset + i] = function.%4$s(source[sourceOffset + i]);
                            }
                        }
                    """
                    .formatted(
                            name,
                            type,
                            vectors(
                                    body,
                                    "%s.fromArray(%s, source, sourceOffset + i)".formatted(vector, body.loaded()),
                                    "%s.intoArray(destination, destinationOffset + i)".formatted(body.stored())),
                            scalar,
                            body.widened ? byBlocks : "");
        }

        /** Floats are widened into a block of doubles, and rounded from it, by loops of their own, without vectors. */
        private static String blockLoop(String name, Body body) {
            return """
                        private void %1$sByBlocks(
                                float[] source, int sourceOffset, float[] destination, int destinationOffset, int length) {
                    %2$s        double[] block = SimdBackend.block();
                            for (int first = 0; first < length; first += block.length) {
                                int count = Math.min(block.length, length - first);
                                SimdBackend.widen(source, sourceOffset + first, block, count);
                                for (int i = 0; i < count; i += %3$s.length()) {
                                    DoubleVector x = DoubleVector.fromArray(%3$s, block, i);
                    %4$s            DoubleVector y = %5$s;
                                    y.intoArray(block, i);
                                }
                                SimdBackend.round(block, destination, destinationOffset + first, count);
                            }
                        }

                    """
                    .formatted(name, body.broadcasts, body.lanes.species, body.statements, body.result);
        }

        /** The calls stand here because the JIT compiler would no longer inline a method of ours behind a long formula. */
        static String offHeapLoop(String name, String scalar, String type, Body body) {
            String boxed = type.equals("float") ? "Float" : "Double";
            String vector = body.widened ? "FloatVector" : body.lanes.type(Kind.LANES);
            return """
                        @Override
                        public boolean %1$sOffHeap(%2$sBuffer source, %2$sBuffer destination) {
                            if (!OffHeapLanes.REACHED) {
                                return false;
                            }
                            try {
                                Object from = (Object) OffHeapLanes.SEGMENT.invokeExact((Buffer) source);
                                Object to = (Object) OffHeapLanes.SEGMENT.invokeExact((Buffer) destination);
                                int length = source.remaining();
                    %3$s            for (int i = whole; i < length; i++) {
                                    destination.put(destination.position() + i, function.%4$s(source.get(source.position() + i)));
                                }
                                return true;
                            } catch (Throwable e) {
                                throw OffHeapLanes.unchecked(e);
                            }
                        }
                    """
                    .formatted(
                            name,
                            boxed,
                            vectors(
                                    body,
                                    "(%s) OffHeapLanes.LOAD_%sS.invokeExact((VectorSpecies) %s, from, (long) i * %s.BYTES)"
                                            .formatted(vector, type.toUpperCase(), body.loaded(), boxed),
                                    "OffHeapLanes.STORE_%sS.invokeExact(%s, to, (long) i * %s.BYTES)"
                                            .formatted(type.toUpperCase(), body.stored(), boxed))
                                    .indent(4),
                            scalar);
        }

        /** The part of a loop that goes by vectors; sets {@code whole} to where it ends. */
        private static String vectors(Body body, String load, String store) {
            String vector = body.lanes.type(Kind.LANES);
            String widened = "(DoubleVector) (%s)%n                    .convertShape(VectorOperators.F2D, SimdBackend.DOUBLES, 0)";
            return """
                    %1$s        int whole = %2$s.loopBound(length);
                            for (int i = 0; i < whole; i += %2$s.length()) {
                                %3$s x = %4$s;
                    %5$s            %3$s y = %6$s;
                                %7$s;
                            }
                    """
                    .formatted(
                            body.broadcasts,
                            body.lanes.species,
                            vector,
                            body.widened ? widened.formatted(load) : load,
                            body.statements,
                            body.result,
                            store);
        }

        static String registry(List<Name> functions) {
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
                    .formatted(OUTPUT, KERNEL, KERNEL, imports, cases);
        }
    }
}
