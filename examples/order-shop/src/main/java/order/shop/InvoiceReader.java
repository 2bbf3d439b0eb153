package order.shop;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the invoices of one file of orders, line by line: what is kept are the invoices.
 *
 * <p>The format is that of the data set "Online Retail" (Daqing Chen, 2015) as CSV after RFC 4180: UTF-8, a header, one
 * invoice line a record. Empty lines are passed over. Whatever else is out of form is an error.
 */
final class InvoiceReader {

    private static final List<String> COLUMNS = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    /** Ends an unclosed quote in a long file before it fills the memory. */
    private static final int LONGEST_FIELD = 1 << 18;

    private static final Pattern QUANTITY = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern UNIT_PRICE = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{1,18})?");
    private static final Pattern PLACE_OF_RECORD = Pattern.compile("\\s*\\(record starting at line \\d+\\)");

    private final String file;
    private final Progress progress;
    private final Records records = new Records();
    private final Map<String, Invoice> invoices = new LinkedHashMap<>();

    private InvoiceReader(String file, Progress progress) {
        this.file = file;
        this.progress = progress;
    }

    /** Gives the invoices in the order in which they first appear; leaves the stream open. */
    static Collection<Invoice> read(InputStream in, String file, Progress progress) {
        InvoiceReader reader = new InvoiceReader(file, progress);
        reader.read(in);
        return reader.invoices.values();
    }

    private void read(InputStream in) {
        Iterator<List<String>> lines = CsvReader.builder()
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_FIELD)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // both are checked here, with the names of columns
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(records, new Utf8Reader(in, file))
                .iterator();
        try {
            List<String> header = header(lines);
            int number = header.indexOf("InvoiceNo");
            int quantity = header.indexOf("Quantity");
            int unitPrice = header.indexOf("UnitPrice");
            while (lines.hasNext()) {
                List<String> line = lines.next();
                if (line.size() != header.size()) {
                    throw bad(
                            "line must have as many fields as the header",
                            "fields=" + line.size() + ", columns=" + header.size() + "; mend the line");
                }
                if (line.get(number).isBlank()) {
                    throw bad(
                            "InvoiceNo must not be blank",
                            "InvoiceNo=\"" + line.get(number) + "\"; give the number of the invoice");
                }
                invoices.computeIfAbsent(line.get(number), Invoice::new)
                        .add(
                                decimal("Quantity", line.get(quantity), QUANTITY, "a whole number", "12 or -12"),
                                decimal(
                                        "UnitPrice",
                                        line.get(unitPrice),
                                        UNIT_PRICE,
                                        "a decimal number",
                                        "12 or 12.75"));
                progress.line();
            }
        } catch (CsvParseException e) {
            if (e.getCause() instanceof BadOrdersException bad) {
                throw bad;
            }
            throw bad(
                    "line must be well-formed CSV",
                    "problem="
                            + PLACE_OF_RECORD
                                    .matcher(String.valueOf(e.getMessage()))
                                    .replaceAll("") + "; mend the line");
        } catch (UncheckedIOException e) {
            throw BadOrdersException.inFile(
                    "file must be readable", file, "problem=" + e.getCause() + "; look at the file");
        }
    }

    private List<String> header(Iterator<List<String>> lines) {
        if (!lines.hasNext()) {
            throw bad("file must begin with a header", "header=(none); its columns are " + COLUMNS);
        }
        List<String> header = lines.next();
        for (String column : COLUMNS) {
            if (!header.contains(column)) {
                throw bad("header must have the column " + column, "header=" + header + "; add the column");
            }
        }
        if (new HashSet<>(header).size() < header.size()) {
            throw bad("header must not have a column twice", "header=" + header + "; remove one of them");
        }
        return header;
    }

    private BigDecimal decimal(String column, String text, Pattern form, String name, String example) {
        if (!form.matcher(text).matches()) {
            throw bad(column + " must be " + name, column + "=\"" + text + "\"; write it like " + example);
        }
        return new BigDecimal(text);
    }

    private BadOrdersException bad(String rule, String detail) {
        return BadOrdersException.inLine(rule, file, records.line, detail);
    }

    /** Collects the fields of each record, and keeps the line in which the latest one starts. */
    private static final class Records extends AbstractBaseCsvCallbackHandler<List<String>> {

        private long line = 1;
        private List<String> fields = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            fields = new ArrayList<>(COLUMNS.size());
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            fields.add(new String(buffer, offset, length));
        }

        @Override
        protected List<String> buildRecord() {
            return fields;
        }
    }
}
