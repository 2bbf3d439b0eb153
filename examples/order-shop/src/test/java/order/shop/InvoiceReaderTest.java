package order.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceReaderTest {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    private static final Progress SILENT = new Progress(new PrintStream(new ByteArrayOutputStream()), false);

    private static List<Order> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Order> read(byte[] bytes) {
        return InvoiceReader.read(new ByteArrayInputStream(bytes), "orders.csv", SILENT).stream()
                .map(Invoice::toOrder)
                .toList();
    }

    private static void assertRefused(String text, String message) {
        assertRefused(text.getBytes(StandardCharsets.UTF_8), message);
    }

    private static void assertRefused(byte[] bytes, String message) {
        assertThatExceptionOfType(BadOrdersException.class)
                .isThrownBy(() -> read(bytes))
                .withMessage(message);
    }

    private static Order order(String number, int lines, String amount) {
        return new Order(number, lines, new BigDecimal(amount));
    }

    private static String line(String number, String quantity, String unitPrice) {
        return number + ",85123A,HEART," + quantity + ",2010-12-01 08:26:00," + unitPrice + ",17850.0,United Kingdom\n";
    }

    @Test
    void anInvoiceIsTheSumOfItsLines() {
        assertThat(read(HEADER + line("1", "6", "2.55") + line("1", "2", "3.39")))
                .containsExactly(order("1", 2, "22.08"));
    }

    @Test
    void theLinesOfAnInvoiceNeedNotStandTogether() {
        assertThat(read(HEADER
                        + line("1", "1", "1")
                        + line("2", "1", "10")
                        + line("1", "1", "2")
                        + line("2", "1", "5")))
                .containsExactly(order("1", 2, "3"), order("2", 2, "15"));
    }

    @Test
    void aCancellationPaysBackWhatItsNegativeQuantitiesSay() {
        Invoice invoice = InvoiceReader.read(
                        new ByteArrayInputStream((HEADER + line("C1", "-2", "4.25")).getBytes(StandardCharsets.UTF_8)),
                        "orders.csv",
                        SILENT)
                .iterator()
                .next();
        assertThat(invoice.isCancellation()).isTrue();
        assertThat(invoice.toOrder()).isEqualTo(order("C1", 1, "8.50"));
    }

    @Test
    void penniesAreExact() {
        // In binary floating point 0.1 + 0.2 is 0.30000000000000004, and 3 × 1.1 is 3.3000000000000003.
        assertThat(read(HEADER + line("1", "1", "0.1") + line("1", "1", "0.2") + line("1", "3", "1.1")))
                .containsExactly(order("1", 3, "3.6"));
        assertThat(read(HEADER + line("1", "1", "0.001"))).containsExactly(order("1", 1, "0.001"));
    }

    @Test
    void quotedFieldsHoldCommasDoubledQuotesAndLineBreaks() {
        assertThat(read(HEADER
                        + "1,2,\"HEART, \"\"WHITE\"\"\",6,2010-12-01,2.55,3,UK\n"
                        + "1,2,\"two\nlines\",1,2010-12-01,1,3,UK\n"))
                .containsExactly(order("1", 2, "16.30"));
    }

    @Test
    void descriptionAndCustomerMayBeMissing() {
        assertThat(read(HEADER + "1,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom\n"))
                .containsExactly(order("1", 1, "0.0"));
    }

    @Test
    void columnsAreFoundByTheirNamesAndOthersPassedOver() {
        assertThat(read("Note,Country,CustomerID,UnitPrice,InvoiceDate,Quantity,Description,StockCode,InvoiceNo\n"
                        + "n,UK,1,2.50,2010,4,d,s,77\n"))
                .containsExactly(order("77", 1, "10.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyEndOfLineIsUnderstood(String end) {
        String text = HEADER + line("1", "1", "1") + line("2", "1", "x");
        assertThat(read((HEADER + line("1", "1", "1")).replace("\n", end))).hasSize(1);
        assertRefused(
                text.replace("\n", end),
                "UnitPrice must be a decimal number: file=orders.csv, line=3, UnitPrice=\"x\"; write it like 12 or 12.75");
    }

    @Test
    void aMarkAtTheStartEmptyLinesAndAMissingLastLineEndAreAccepted() {
        String text = "\uFEFF" + HEADER + "\n" + line("1", "1", "1") + "\n"
                + line("2", "1", "1").strip();
        assertThat(read(text)).hasSize(2);
    }

    @Test
    void aFileWithAHeaderAloneHasNoInvoices() {
        assertThat(read(HEADER)).isEmpty();
    }

    @Test
    void anEmptyFileIsRefused() {
        assertRefused(
                "",
                "file must begin with a header: file=orders.csv, line=1, header=(none); its columns are [InvoiceNo,"
                        + " StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country]");
    }

    @Test
    void aMissingColumnIsNamed() {
        assertRefused(
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,CustomerID,Country\n",
                "header must have the column UnitPrice: file=orders.csv, line=1, header=[InvoiceNo, StockCode,"
                        + " Description, Quantity, InvoiceDate, CustomerID, Country]; add the column");
    }

    @Test
    void aDoubledColumnIsRefused() {
        assertRefused(
                HEADER.strip() + ",Country\n",
                "header must not have a column twice: file=orders.csv, line=1, header=[InvoiceNo, StockCode,"
                        + " Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country, Country]; remove one of"
                        + " them");
    }

    @ParameterizedTest
    @CsvSource({"7,'1,2,d,4,t,5,6'", "9,'1,2,d,4,t,5,6,UK,more'", "1,1"})
    void aLineThatIsTooShortOrTooLongIsRefusedAlsoTheFirst(int fields, String line) {
        String message = "line must have as many fields as the header: file=orders.csv, line=%d, fields=" + fields
                + ", columns=8; mend the line";
        assertRefused(HEADER + line + "\n", String.format(message, 2));
        assertRefused(HEADER + line("1", "1", "1") + line, String.format(message, 3));
    }

    @Test
    void anUnclosedQuoteIsToldWithTheLineInWhichItsRecordStarts() {
        String message =
                "line must be well-formed CSV: file=orders.csv, line=3, problem=Unclosed quoted field at end of"
                        + " input; mend the line";
        assertRefused(HEADER + line("1", "1", "1") + "2,2,\"d,4,t,5,6,UK\n" + line("3", "1", "1"), message);
        assertRefused(HEADER + line("1", "1", "1") + "2,2,d,4,t,5,6,\"", message);
    }

    @Test
    void charactersBehindAClosingQuoteAreRefused() {
        assertRefused(
                HEADER + "1,2,\"d\"e,4,t,5,6,UK\n",
                "line must be well-formed CSV: file=orders.csv, line=2, problem=Unexpected character after closing quote:"
                        + " 'e' (0x65); mend the line");
    }

    @Test
    void linesAreCountedAsTheyStandInTheFile() {
        assertRefused(
                HEADER + "1,2,\"two\nlines\",1,2010-12-01,1,3,UK\n\n" + line("2", "one", "1"),
                "Quantity must be a whole number: file=orders.csv, line=5, Quantity=\"one\"; write it like 12 or -12");
    }

    @Test
    void aRecordOverSeveralLinesIsToldWithItsFirstOneAlsoWhereLinesEndWithTwoCharacters() {
        String text =
                HEADER + "1,2,\"two\nlines\",1,2010-12-01,1,3,UK\n" + "2,2,\"two\nlines\",one,2010-12-01,1,3,UK\n";
        assertRefused(
                text.replace("\n", "\r\n"),
                "Quantity must be a whole number: file=orders.csv, line=4, Quantity=\"one\"; write it like 12 or -12");
        assertRefused(
                text.replace("one", "1").replace("\n", "\r\n") + "3,2",
                "line must have as many fields as the header: file=orders.csv, line=6, fields=2, columns=8; mend the"
                        + " line");
    }

    @Test
    void anUnclosedQuoteEndsBeforeItFillsTheMemory() {
        String open = HEADER + line("1", "1", "1") + "2,2,\"d,4,t,5,6,UK\n";
        assertThatExceptionOfType(BadOrdersException.class)
                .isThrownBy(() -> read(open + line("3", "1", "1").repeat(10_000)))
                .withMessageStartingWith("line must be well-formed CSV: file=orders.csv, line=3, problem=The maximum"
                        + " buffer size of 262144 is insufficient");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1.5", "1e3", "0x10", "١", "1234567890123456789"})
    void aQuantityThatIsNoWholeNumberIsRefused(String quantity) {
        assertRefused(
                HEADER + line("1", quantity, "1"),
                "Quantity must be a whole number: file=orders.csv, line=2, Quantity=\"" + quantity
                        + "\"; write it like 12 or -12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.", ".5", "1e999999999", "NaN", "1.2.3", "£5"})
    void aPriceThatIsNoDecimalNumberIsRefused(String unitPrice) {
        assertRefused(
                HEADER + line("1", "1", unitPrice),
                "UnitPrice must be a decimal number: file=orders.csv, line=2, UnitPrice=\"" + unitPrice
                        + "\"; write it like 12 or 12.75");
    }

    @Test
    void aBlankNumberOfAnInvoiceIsRefused() {
        assertRefused(
                HEADER + line(" ", "1", "1"),
                "InvoiceNo must not be blank: file=orders.csv, line=2, InvoiceNo=\" \"; give the number of the invoice");
    }

    @Test
    void aByteThatIsNotUtf8IsToldWithItsLine() {
        byte[] bytes = (HEADER + line("1", "1", "1") + line("2", "1", "1").replace("HEART", "H\u00E9ART"))
                .getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(bytes, "orders must be UTF-8: file=orders.csv, line=3, byte=0xE9; save the file as UTF-8");
    }

    @Test
    void whatIsWrongBeforeSuchAByteIsToldFirst() {
        byte[] bytes = (HEADER + line("1", "x", "1") + line("2", "1", "1").replace("HEART", "H\u00E9ART"))
                .getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(
                bytes,
                "Quantity must be a whole number: file=orders.csv, line=2, Quantity=\"x\"; write it like 12 or -12");
    }

    @Test
    void aStreamThatBreaksIsTold() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        assertThatExceptionOfType(BadOrdersException.class)
                .isThrownBy(() -> InvoiceReader.read(broken, "orders.csv", SILENT))
                .withMessage(
                        "file must be readable: file=orders.csv, problem=java.io.IOException: the disk is gone; look"
                                + " at the file");
    }
}
