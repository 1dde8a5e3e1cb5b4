package gateway.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How tables of arrays are written for the server. */
class ArrayTableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from unnest($1::uuid[]) u(id) where true" + "| from (select unnest($1::uuid[]) as id) u where true",
                "join unnest($1::smallint[], $12::uuid[]) as wanted (shard, id) on true"
                        + "| join (select unnest($1::smallint[]) as shard, unnest($12::uuid[]) as id) wanted on true",
                "select * from unnest($1::text[], $2::bigint[])"
                        + "| select * from (select unnest($1::text[]) as c1, unnest($2::bigint[]) as c2) arrays",
                "in (select * from unnest($1::text[])) and ($2)"
                        + "| in (select * from (select unnest($1::text[]) as c1) arrays) and ($2)",
                "from unnest($3::text[]) where (a, b) = (1, 2)"
                        + "| from (select unnest($3::text[]) as c1) arrays where (a, b) = (1, 2)",
                "from unnest($3::text[]) with ordinality u(key, n)"
                        + "| from (select unnest($3::text[]) as key, "
                        + "generate_subscripts($3::text[], 1)::bigint as n) u",
                "select unnest($1::uuid[]) as id | select unnest($1::uuid[]) as id",
                "from unnest(keys) k(key) | from unnest(keys) k(key)",
                "from unnest(array[$1, $2]) k(key) | from unnest(array[$1, $2]) k(key)"
            })
    void takesArraysApartInASelectList(String text, String written) {
        assertThat(ArrayTable.asSelectLists(text)).isEqualTo(written);
    }

    @Test
    void acrossLines() {
        assertThat(ArrayTable.asSelectLists("""
                        from unnest($1::smallint[], $2::uuid[],
                                    $3::text[])
                             with ordinality
                             u(shard, id,
                               key, n)
                        """))
                .isEqualTo(
                        "from (select unnest($1::smallint[]) as shard, unnest($2::uuid[]) as id, unnest($3::text[]) as"
                                + " key, generate_subscripts($1::smallint[], 1)::bigint as n) u\n");
    }

    @Test
    void everyColumnHasAName() {
        assertThatThrownBy(() -> ArrayTable.asSelectLists("from unnest($1::uuid[], $2::uuid[]) u(id)"))
                .hasMessageContaining("Not a name for each column");
    }
}
