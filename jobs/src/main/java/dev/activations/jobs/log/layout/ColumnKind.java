package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.unwrap_udt;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/** What a column of a log may hold: the types accepted, in words and in Spark's terms, and what each is read as. */
enum ColumnKind {
    TEXT("a string"),
    INTEGER("an integer"),
    SAMPLE("an integer or a string"),
    NUMBER("a number"),
    VALUES("array<float> or array<double>"),
    INTEGERS("array<int>"),
    MASK("boolean or array<boolean>");

    private final String words;

    ColumnKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean accepts(DataType type) {
        return switch (this) {
            case TEXT -> type instanceof StringType || Types.isInteger(type);
            case INTEGER, SAMPLE, NUMBER -> Types.isNumber(type);
            case VALUES -> Types.isValues(type);
            case INTEGERS -> type instanceof ArrayType array && Types.isNumber(array.elementType());
            case MASK -> isFlag(type) || type instanceof ArrayType array && isFlag(array.elementType());
        };
    }

    private static boolean isFlag(DataType type) {
        return Types.isBoolean(type) || Types.isInteger(type);
    }

    /** What a column is read as whose type is only guessed, from the names of folders or from JSON. */
    DataType guessedAs(DataType guess) {
        boolean single = !(guess instanceof ArrayType || guess instanceof StructType || guess instanceof MapType);
        return this == TEXT && single ? DataTypes.StringType : guess;
    }

    /** The type of a column that a log does not have. */
    DataType absent() {
        return switch (this) {
            case TEXT -> DataTypes.StringType;
            case INTEGER, SAMPLE -> DataTypes.LongType;
            case NUMBER -> DataTypes.DoubleType;
            case VALUES -> Types.DOUBLES;
            case INTEGERS -> DataTypes.createArrayType(DataTypes.IntegerType);
            case MASK -> DataTypes.BooleanType;
        };
    }

    /**
     * The column as a log is read: text; longs; samples as longs or text; arrays of float or double, or vectors; arrays of
     * int; a boolean or an array of them. What a row holds that is none raises the sentence that says so.
     */
    Column read(Column column, DataType type, RowCheck check) {
        return switch (this) {
            case TEXT -> column.cast(DataTypes.StringType);
            case INTEGER -> check.wholeNumber(column, type);
            case SAMPLE -> type instanceof StringType ? column : check.wholeNumber(column, type);
            case NUMBER -> check.number(column, type);
            case VALUES -> values(column, type, check);
            case INTEGERS -> integers(column, ((ArrayType) type).elementType(), check);
            case MASK ->
                column.cast(
                        type instanceof ArrayType
                                ? DataTypes.createArrayType(DataTypes.BooleanType)
                                : DataTypes.BooleanType);
        };
    }

    private static Column values(Column column, DataType type, RowCheck check) {
        if (type instanceof UserDefinedType<?>) {
            return unwrap_udt(column);
        }
        if (Types.isVector(type)) {
            return column;
        }
        Column flat = NestedArrays.flat(column, type, check);
        DataType element = Types.innermost(type);
        if (element instanceof StringType) {
            return check.numbers(flat);
        }
        return Types.isFraction(element) ? flat : flat.cast(Types.DOUBLES);
    }

    private static Column integers(Column column, DataType element, RowCheck check) {
        Column whole = Types.isInteger(element) ? column : check.wholeNumbers(column, element);
        return whole.cast(DataTypes.createArrayType(DataTypes.IntegerType));
    }
}
