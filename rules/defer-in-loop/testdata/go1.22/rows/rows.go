// Package rows reads what queries answer.
package rows

import "database/sql"

// Rows that are read to their end have closed themselves.
func countAll(db *sql.DB, queries []string) (n int, err error) {
	for _, query := range queries {
		rows, err := db.Query(query)
		if err != nil {
			return n, err
		}
		defer rows.Close()
		for rows.Next() {
			n++
		}
		if err := rows.Err(); err != nil {
			return n, err
		}
	}
	return n, nil
}

// Those that are left after the first row have not.
func countFirst(db *sql.DB, queries []string) (n int, err error) {
	for _, query := range queries {
		rows, err := db.Query(query)
		if err != nil {
			return n, err
		}
		defer rows.Close() // want "rows.Close\\(\\) runs only when countFirst returns"
		for rows.Next() {
			n++
			break
		}
	}
	return n, nil
}
