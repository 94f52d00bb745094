package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"budgetbook/generator/diag"

	"golang.org/x/text/encoding/korean"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

const saveAsUTF8 = "메모장: 다른 이름으로 저장 → 인코딩에서 UTF-8을 고르고 저장합니다"

// decodeText makes UTF-8 text without BOM, with LF and NFC, out of a file's bytes.
// ok is false after an error: the text is then good for an excerpt only.
func decodeText(name string, data []byte) (text string, ds []diag.Diagnostic, ok bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		text = strings.ReplaceAll(string(data), "\r\n", "\n")
		if composed := norm.NFC.String(text); composed != text {
			return composed, []diag.Diagnostic{normalised(name, text, composed)}, true
		}
		return text, nil, true
	}
	d := diag.Diagnostic{Code: "E002", Hints: []string{saveAsUTF8}}
	bad := 0
	for r, size := utf8.DecodeRune(data); r != utf8.RuneError || size != 1; r, size = utf8.DecodeRune(data[bad:]) {
		bad += size
	}
	before := string(data[:bad])
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		d.Message = "파일이 UTF-8이 아니라 UTF-16(유니코드)으로 저장되어 있습니다"
		wide, _ := utf.UTF16(utf.LittleEndian, utf.UseBOM).NewDecoder().Bytes(data)
		text = string(wide)
	} else if hangul, isCP949 := fromCP949(data); isCP949 {
		d.Message = "파일이 UTF-8이 아니라 CP949(EUC-KR, ANSI)로 저장되어 있습니다"
		text = hangul
		before, _ = fromCP949(data[:bad])
	} else {
		d.Message = fmt.Sprintf("파일이 UTF-8이 아닙니다: 바이트 0x%02X", data[bad])
		text = strings.ToValidUTF8(string(data), "\ufffd")
	}
	start := min(len(before), len(text))
	_, size := utf8.DecodeRuneInString(text[start:])
	d.Span = diag.Span{File: name, Start: start, End: start + size}
	return text, []diag.Diagnostic{d}, false
}

// fromCP949 decodes the code page of Korean Windows. The decoder answers U+FFFD
// for what is none.
func fromCP949(data []byte) (string, bool) {
	out, err := korean.EUCKR.NewDecoder().Bytes(data)
	return string(out), err == nil && !bytes.ContainsRune(out, utf8.RuneError)
}

// normalised points at the first character that NFC changed. macOS writes Hangul
// as separate jamo (NFD), which looks alike and equals nothing.
func normalised(name, text, composed string) diag.Diagnostic {
	at := 0
	for at < len(text) && at < len(composed) && text[at] == composed[at] {
		at++
	}
	for at > 0 && at < len(composed) && !utf8.RuneStart(composed[at]) {
		at--
	}
	r, size := utf8.DecodeRuneInString(composed[at:])
	d := diag.Diagnostic{Code: "W011", Span: diag.Span{File: name, Start: at, End: at + size},
		Message: "같은 글자를 나타내는 다른 부호가 있어 표준 부호(NFC)로 바꾸어 읽었습니다",
		Hints:   []string{"고치지 않아도 됩니다: 글자를 다시 입력하면 이 확인이 사라집니다"}}
	if unicode.Is(unicode.Hangul, r) {
		d.Message = "자모가 풀어진 한글(NFD)이 있어 모아쓴 글자(NFC)로 바꾸어 읽었습니다"
		d.Hints = []string{"macOS에서 복사한 글자입니다: 고치지 않아도 되지만 다시 입력하면 이 확인이 사라집니다"}
	}
	return d
}
