// Package templates embeds the official forms: one folder each, words and measures only.
package templates

import "embed"

// FS holds FORM/sheet.toml, FORM/style.toml, FORM/book.toml of each form.
//
//go:embed */*.toml
var FS embed.FS
