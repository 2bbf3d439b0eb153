package order.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({"0,0.00", "5,5.00", "5.1,5.10", "5.12,5.12", "5.123,5.123", "5.1200,5.12", "-0.5,-0.50", "1E+3,1000.00"
    })
    void anAmountHasTwoDecimalsOrAsManyAsThereAre(String amount, String text) {
        assertThat(Amounts.text(new BigDecimal(amount))).isEqualTo(text);
    }
}
