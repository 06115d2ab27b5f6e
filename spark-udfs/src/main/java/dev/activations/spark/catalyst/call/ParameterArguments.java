package dev.activations.spark.catalyst.call;

import dev.activations.functions.Entry;
import dev.activations.functions.Parameter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/** The parameters of one call in SQL: which are constants, whether those are allowed, and the kernel they make. */
public final class ParameterArguments {

    private final String name;
    private final Entry entry;
    private final Map<String, Serializable> constant = new HashMap<>();
    private final List<String> varying = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();
    private boolean anyNull;

    /** @param arguments the inputs, then the parameters that were written */
    public ParameterArguments(String name, Entry entry, List<Expression> arguments) {
        this.name = name;
        this.entry = entry;
        int inputs = entry.inputs().size();
        for (int i = inputs; i < arguments.size(); i++) {
            add(entry.parameters().get(i - inputs), arguments.get(i), i);
        }
    }

    public KernelSource kernel() {
        try {
            constant.forEach((parameter, value) -> parameter(parameter).check(name, value));
            if (anyNull) {
                return new KernelSource.None();
            } else if (varying.isEmpty()) {
                return new KernelSource.Constant(entry.bind(constant).kernel());
            }
            RowParameters parameters = new RowParameters(entry.name(), constant, varying);
            return new KernelSource.PerRow(parameters, List.copyOf(positions));
        } catch (IllegalArgumentException e) {
            throw Failure.ofAnalysis(e.getMessage());
        }
    }

    private void add(Parameter parameter, Expression written, int position) {
        Expression argument = Constants.expanded(written);
        if (parameter instanceof Parameter.Choice) {
            addConstant(parameter.name(), word(parameter, argument));
        } else if (argument.foldable() && becomesNumber(argument.dataType())) {
            Expression number = Cast$.MODULE$.apply(
                    argument, DataTypes.DoubleType, SQLConf.get().ansiEnabled());
            addConstant(parameter.name(), number.eval(null));
        } else {
            varying.add(parameter.name());
            positions.add(position);
        }
    }

    private void addConstant(String parameter, Object value) {
        if (value == null) {
            anyNull = true;
        } else {
            constant.put(parameter, (Serializable) value);
        }
    }

    /** The word that the argument is; null where it is NULL. */
    private String word(Parameter parameter, Expression argument) {
        boolean isText = argument.dataType() instanceof StringType || argument.dataType() instanceof NullType;
        if (!argument.foldable() || !isText) {
            throw Failure.ofAnalysis("%s: parameter %s must be a constant, %s, got %s"
                    .formatted(name, parameter.name(), parameter.range(), argument.sql()));
        }
        Object value = argument.eval(null);
        return value == null ? null : value.toString();
    }

    private static boolean becomesNumber(DataType type) {
        return type instanceof NumericType || type instanceof NullType || type instanceof StringType;
    }

    private Parameter parameter(String wanted) {
        return entry.parameters().stream()
                .filter(parameter -> parameter.name().equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
