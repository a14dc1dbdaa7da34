import GRDB

/// The append-only list of schema versions; the database remembers which it has seen.
enum Migrations {
    /// Marks a file as ours ("CWDB"), so that a wrong path does not change another program's database.
    static let applicationID: Int32 = 0x4357_4442

    /// Brings any older database to the newest schema.
    static var current: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { db in
            try db.execute(sql: SchemaV1.tables)
            try db.execute(sql: SchemaV1.search)
            try db.execute(sql: "PRAGMA application_id = 0x43574442")
            try db.execute(sql: "INSERT INTO meta (key, value) VALUES ('schema_version', '1')")
        }
        migrator.registerMigration("v2") { db in try db.execute(sql: SchemaV2.changes) }
        migrator.registerMigration("v3") { db in try db.execute(sql: SchemaV3.changes) }
        migrator.registerMigration("v4") { db in try db.execute(sql: SchemaV4.changes) }
        migrator.registerMigration("v5") { db in try db.execute(sql: SchemaV5.changes) }
        migrator.registerMigration("v6") { db in
            try db.execute(sql: SchemaV6.changes)
            try SchemaV6.nameOwners(db)
        }
        migrator.registerMigration("v7") { db in try db.execute(sql: SchemaV7.changes) }
        migrator.registerMigration("v8") { db in try db.execute(sql: SchemaV8.changes) }
        migrator.registerMigration("v9") { db in try db.execute(sql: SchemaV9.changes) }
        migrator.registerMigration("v10") { db in try db.execute(sql: SchemaV10.changes) }
        migrator.registerMigration("v11") { db in try db.execute(sql: SchemaV11.changes) }
        migrator.registerMigration("v12") { db in try db.execute(sql: SchemaV12.changes) }
        migrator.registerMigration("v13") { db in try db.execute(sql: SchemaV13.changes) }
        migrator.registerMigration("v14") { db in
            try db.execute(sql: SchemaV14.changes)
            try SchemaV14.findFacts(db)
        }
        migrator.registerMigration("v15") { db in try db.execute(sql: SchemaV15.changes) }
        return migrator
    }
}
