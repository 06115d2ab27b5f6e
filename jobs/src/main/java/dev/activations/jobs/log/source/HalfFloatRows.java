package dev.activations.jobs.log.source;

import dev.activations.jobs.model.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.rdd.InputFileBlockHolder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The rows of one row group of a Parquet file with half floats, with the columns that are asked for. */
final class HalfFloatRows implements Iterator<Row> {

    private final Path file;
    private final Object[] values;
    private final RecordReader<Object[]> records;
    private final int[] ordinals;
    private long left;

    HalfFloatRows(HalfFloatRelation.RowGroup rowGroup, List<String> columns, Configuration hadoop) {
        file = new Path(rowGroup.file());
        InputFileBlockHolder.set(rowGroup.file(), 0, 1);
        values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rowGroup.folders().get(columns.get(i));
        }
        try (ParquetFileReader reader = HalfFloatRelation.open(file, hadoop)) {
            MessageType all = reader.getFileMetaData().getSchema();
            List<Type> wanted = new ArrayList<>();
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < values.length; i++) {
                if (all.containsField(columns.get(i)) && !rowGroup.folders().containsKey(columns.get(i))) {
                    places.put(columns.get(i), i);
                    wanted.add(all.getType(columns.get(i)));
                }
            }
            ordinals =
                    wanted.stream().mapToInt(type -> places.get(type.getName())).toArray();
            left = reader.getRowGroups().get(rowGroup.index()).getRowCount();
            records = wanted.isEmpty()
                    ? null
                    : records(reader, rowGroup.index(), all, new MessageType(all.getName(), wanted));
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private static RecordReader<Object[]> records(
            ParquetFileReader reader, int rowGroup, MessageType all, MessageType wanted) throws IOException {
        reader.setRequestedSchema(wanted);
        PageReadStore pages = reader.readRowGroup(rowGroup);
        RowConverter converter = new RowConverter(wanted);
        return new ColumnIOFactory().getColumnIO(wanted, all).getRecordReader(pages, new RecordMaterializer<>() {
            @Override
            public Object[] getCurrentRecord() {
                return converter.values();
            }

            @Override
            public GroupConverter getRootConverter() {
                return converter;
            }
        });
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Row next() {
        if (left-- <= 0) {
            throw new NoSuchElementException();
        }
        Object[] row = values.clone();
        if (records != null) {
            try {
                Object[] read = records.read();
                for (int i = 0; i < ordinals.length; i++) {
                    row[ordinals[i]] = read[i];
                }
            } catch (RuntimeException e) {
                throw damaged(e);
            }
        }
        return RowFactory.create(row);
    }

    private InputException damaged(Exception e) {
        return new InputException(DamagedFile.sentence(ReadFailure.text(file), e), e);
    }
}
