package gateway.platform.iso8583;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The field table of BASE I as data. Lengths and codings are those of the public base1 definition of open-source ISO
 * 8583 software; Visa's own manual is not public. Fields 115 to 127 are not described publicly and pass as bytes.
 */
final class Fields {

    static final int LAST = 128;

    private static final String TABLE = """
        2   n_ll  19  primary account number
        3   n     6   processing code
        4   n     12  amount, transaction
        5   n     12  amount, settlement
        6   n     12  amount, cardholder billing
        7   n     10  transmission date and time, GMT
        9   n     8   conversion rate, settlement
        10  n     8   conversion rate, billing
        11  n     6   systems trace audit number
        12  n     6   local time
        13  n     4   local date
        14  n     4   expiry
        15  n     4   settlement date
        16  n     4   conversion date
        17  n     4   capture date
        18  n     4   merchant category code
        19  n     3   country, acquirer
        20  n     3   country, card
        21  n     3   country, forwarder
        22  n     4   point-of-service entry mode
        23  n     3   card sequence number
        25  n     2   point-of-service condition code
        26  n     2   PIN capture code
        28  xn    9   transaction fee
        32  n_ll  11  acquiring institution
        33  n_ll  11  forwarding institution
        35  z_ll  37  track 2
        37  an    12  retrieval reference number
        38  an    6   authorization identification
        39  an    2   response code
        41  an    8   card acceptor terminal
        42  an    15  card acceptor
        43  an    40  card acceptor name and location
        44  an_ll 25  additional response data
        45  an_ll 76  track 1
        48  b_ll  99  additional data, private
        49  n     3   currency, transaction
        50  n     3   currency, settlement
        51  n     3   currency, billing
        52  b     8   PIN block
        53  n     16  security control
        54  an_ll 120 additional amounts
        55  b_ll  255 chip data
        59  an_ll 14  geographic data
        60  b_ll  6   additional point-of-service data
        61  n_ll  36  other amounts
        62  b_ll  59  custom payment service
        63  b_ll  255 private use
        70  n     3   network management code
        73  n     6   action date
        90  n     42  original data elements
        91  an    1   file update code
        92  an    2   file security code
        95  an    42  replacement amounts
        96  b     8   message security code
        100 n_ll  11  receiving institution
        102 an_ll 28  account 1
        103 an_ll 28  account 2
        104 b_ll  99  transaction description
        115 b_ll  24  additional trace data
        118 b_ll  255 intra-country data
        120 b_ll  255 file maintenance 120
        121 b_ll  255 file maintenance 121
        122 b_ll  255 file maintenance 122
        123 b_ll  255 address verification
        124 b_ll  255 free text
        125 b_ll  255 supporting information
        126 b_ll  255 private use 126
        127 b_ll  255 file record
        128 b     8   message authentication code
        """;

    private static final @Nullable Field[] BY_NUMBER = parse();

    private Fields() {}

    static Field of(int number) {
        var field = find(number);
        if (field == null) {
            throw new IllegalArgumentException("No such field: " + number);
        }
        return field;
    }

    static @Nullable Field find(int number) {
        return number < 0 || number > LAST ? null : BY_NUMBER[number];
    }

    private static @Nullable Field[] parse() {
        var fields = new @Nullable Field[LAST + 1];
        TABLE.lines()
                .map(line -> line.split(" +", 4))
                .map(Fields::row)
                .forEach(field -> fields[field.number()] = field);
        return fields;
    }

    private static Field row(String[] cells) {
        if (cells.length != 4) {
            throw new IllegalStateException("A row of the field table has four cells: " + Arrays.toString(cells));
        }
        var coding = Field.Coding.valueOf(cells[1].toUpperCase(Locale.ROOT));
        return new Field(Integer.parseInt(cells[0]), coding, Integer.parseInt(cells[2]), cells[3]);
    }
}
