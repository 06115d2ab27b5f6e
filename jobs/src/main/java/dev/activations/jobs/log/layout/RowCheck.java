package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;

/**
 * Reads what a column holds in another form, and raises a sentence where a row does not hold it.
 *
 * @param name the column's name, for the sentence
 */
record RowCheck(String name) {

    /** A number that is whole, or the text of one, as a long. */
    Column wholeNumber(Column column, DataType type) {
        if (Types.isInteger(type)) {
            return column.cast(DataTypes.LongType);
        }
        Column number = column.try_cast(DataTypes.DoubleType);
        Column rounded = number.try_cast(DataTypes.LongType);
        Column whole = when(rounded.cast(DataTypes.DoubleType).equalTo(number), rounded);
        Column exact = type instanceof StringType ? coalesce(column.try_cast(DataTypes.LongType), whole) : whole;
        return checked(column, exact, "which is not a whole number");
    }

    /** A number, or the text of one, as a double. */
    Column number(Column column, DataType type) {
        return type instanceof StringType
                ? checked(column, column.try_cast(DataTypes.DoubleType), "which is not a number")
                : column.cast(DataTypes.DoubleType);
    }

    /** Texts of numbers, as doubles. */
    Column numbers(Column column) {
        return transform(column, element -> number(element, DataTypes.StringType));
    }

    /** Numbers that are whole, as longs. */
    Column wholeNumbers(Column column, DataType element) {
        return transform(column, number -> wholeNumber(number, element));
    }

    private Column checked(Column column, Column read, String but) {
        return when(column.isNull(), lit(null))
                .when(read.isNotNull(), read)
                .otherwise(refuse(concat(lit("'"), column.cast(DataTypes.StringType), lit("', " + but))));
    }

    /** Raises the sentence that the column holds this. */
    Column refuse(Column what) {
        return raise_error(concat(lit("column " + name + " holds "), what));
    }
}
