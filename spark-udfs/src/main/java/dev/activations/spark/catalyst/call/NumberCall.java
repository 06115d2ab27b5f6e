package dev.activations.spark.catalyst.call;

import dev.activations.functions.kernel.Elementwise;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeBlock;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeGenerator;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A function of one number, known when the query is planned. The generated code calls the function's own final class and
 * keeps the number in a local variable, so that the JIT compiler puts the formula in the place of the call. Spark's
 * expressions for calls would keep function and number in fields, which costs more than a cheap function does.
 *
 * <p>It is no node of a plan: {@link ActivationExpression} makes it to be evaluated by, and stands for it in comparisons.
 */
final class NumberCall extends Expression {

    private final Elementwise function;
    private final boolean derivative;
    private final Expression x;

    NumberCall(Elementwise function, boolean derivative, Expression x) {
        this.function = function;
        this.derivative = derivative;
        this.x = x;
    }

    @Override
    public Seq<Expression> children() {
        return ScalaLists.seq(List.of(x));
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> newChildren) {
        return new NumberCall(function, derivative, newChildren.head());
    }

    @Override
    public DataType dataType() {
        return x.dataType();
    }

    @Override
    public boolean nullable() {
        return x.nullable();
    }

    @Override
    public Object eval(InternalRow row) {
        Object number = x.eval(row);
        if (number instanceof Float single) {
            return derivative ? function.derivative(single) : function.value(single);
        } else if (number instanceof Double value) {
            return derivative ? function.derivative(value) : function.value(value);
        }
        return null;
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        ExprCode number = x.genCode(context);
        String type = CodeGenerator.javaType(dataType());
        String target = context.addReferenceObj(
                "function", function, function.getClass().getName());
        List<String> parts =
                List.of(type + " ", " = ", " ? 0 : " + target + (derivative ? ".derivative(" : ".value("), ");\n");
        CodeBlock call = new CodeBlock(
                ScalaLists.seq(parts), ScalaLists.seq(List.of(code.value(), number.isNull(), number.value())));
        return new ExprCode(number.code().$plus(call), number.isNull(), code.value());
    }

    @Override
    public int productArity() {
        return 3;
    }

    @Override
    public Object productElement(int index) {
        return switch (index) {
            case 0 -> function;
            case 1 -> derivative;
            case 2 -> x;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof NumberCall;
    }
}
