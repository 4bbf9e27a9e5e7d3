using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TicketPlatform.Integration.Tests.Persistence;

/// <summary>Migrations are written by hand, so nothing but this test holds them to the model.</summary>
public sealed class MigratedSchema
{
    [Fact]
    public async Task Every_mapped_column_exists_with_its_type_and_nullability()
    {
        await using var platform = await Platform.StartAsync();

        var (model, schema) = await platform.LookAsync(async db => (Mapped(db.Model), await StoredAsync(db)));

        model.ShouldNotBeEmpty();
        foreach (var column in model)
            schema.ShouldContain(column);
    }

    [Fact]
    public async Task Every_column_of_a_mapped_table_is_mapped()
    {
        await using var platform = await Platform.StartAsync();

        var (model, schema) = await platform.LookAsync(async db => (Mapped(db.Model), await StoredAsync(db)));

        var tables = model.Select(column => column.Split('.')[0]).Distinct();
        schema.Where(column => tables.Contains(column.Split('.')[0])).ShouldBe(model, ignoreOrder: true);
    }

    private static List<string> Mapped(IModel model) =>
        [
            .. from entity in model.GetEntityTypes()
            from property in entity.GetProperties()
            let nullable = property.IsNullable ? "null" : "not null"
            select $"{entity.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()} {nullable}",
        ];

    private static async Task<List<string>> StoredAsync(DbContext db) =>
        await db
            .Database.SqlQueryRaw<string>(
                """
                select table_.relname || '.' || attribute.attname || ' '
                    || replace(format_type(attribute.atttypid, attribute.atttypmod), 'character varying(255)', 'varchar(255)')
                    || case when attribute.attnotnull then ' not null' else ' null' end as "Value"
                from pg_attribute attribute join pg_class table_ on table_.oid = attribute.attrelid
                where table_.relkind = 'r' and table_.relnamespace = 'public'::regnamespace
                    and attribute.attnum > 0 and not attribute.attisdropped
                """
            )
            .ToListAsync();
}
