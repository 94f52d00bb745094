// Package fonts embeds the fonts of the book, each an unmodified file beside its licence.
package fonts

import _ "embed"

// Regular is Pretendard GOV Regular 1.3.9 (SIL OFL 1.1): Hangul, hanja, Latin, digits.
//
//go:embed PretendardGOV-Regular.ttf
var Regular []byte

// Bold is Pretendard GOV Bold 1.3.9 (SIL OFL 1.1).
//
//go:embed PretendardGOV-Bold.ttf
var Bold []byte

// Symbols is DejaVu Sans 2.37 (Bitstream Vera licence): ☑ ☐ ∼, which Pretendard GOV lacks.
//
//go:embed DejaVuSans.ttf
var Symbols []byte
