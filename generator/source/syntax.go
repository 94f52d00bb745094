package source

import (
	"errors"

	"budgetbook/generator/diag"

	"github.com/BurntSushi/toml"
)

// syntaxError says in Korean what the decoder refused.
func (s *scanner) syntaxError(err error) diag.Diagnostic {
	var pe toml.ParseError
	at := min(s.pos, len(s.text))
	if errors.As(err, &pe) {
		at = pe.Position.Start
	}
	d := diag.Diagnostic{Code: "E003", Span: s.file.span(at, at), Message: "TOML 문법에 맞지 않습니다"}
	if err != nil {
		d.Message += " (" + pe.Message + ")"
	}
	return d
}
