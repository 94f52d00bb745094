// Package templates embeds the official forms: one folder each, words and measures only.
package templates

import "embed"

// FS holds seoul/sheet.toml, seoul/style.toml and so on.
//
//go:embed seoul/*.toml
var FS embed.FS
