// Package templates embeds the official forms — one folder each, words and measures only —
// and the lists of budget codes.
package templates

import "embed"

// FS holds FORM/sheet.toml, FORM/style.toml, FORM/book.toml of each form, and the lists of codes/.
//
//go:embed */*.toml
var FS embed.FS
