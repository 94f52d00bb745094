package book

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"

	"budgetbook/generator/codec"
	"budgetbook/generator/compose"
	"budgetbook/generator/diag"
	"budgetbook/generator/outline"
)

// kept is what is known of a sheet in an edition, made from the same sources by the build before
// or by this one: then it need not be composed, nor its files made, once more.
type kept struct {
	found   []diag.Diagnostic // in composing it
	painted [sha256.Size]byte // digest of what stands on its pages; zero: it is not painted
	section []byte            // Markdown as the book has it
	files   []keptFile
}

// keptFile is a finished file of a sheet.
type keptFile struct {
	path string            // in the edition
	sum  [sha256.Size]byte // of its bytes
	size int
	free [sha256.Size]byte // of which personal data it was found free ([proof.digest]); zero where nobody looked
}

func (k *kept) code(c *codec.Codec, file string) {
	outline.Found(c, file, &k.found)
	codec.Bytes(c, k.painted[:])
	codec.Text(c, &k.section)
	codec.Slice(c, &k.files, func(f *keptFile) {
		codec.Text(c, &f.path)
		codec.Bytes(c, f.sum[:])
		codec.Number(c, &f.size)
		codec.Bytes(c, f.free[:])
	})
}

// file is a file by its path, or nil.
func (k *kept) file(path string) *keptFile {
	if i := k.index(path); i >= 0 {
		return &k.files[i]
	}
	return nil
}

func (k *kept) index(path string) int {
	return slices.IndexFunc(k.files, func(f keptFile) bool { return f.path == path })
}

// set puts a file in the place of the one with its path, and reports whether it is another one.
func (k *kept) set(f keptFile) (other bool) {
	i := k.index(f.path)
	if i < 0 {
		k.files = append(k.files, f)
		return true
	}
	other = k.files[i] != f
	k.files[i] = f
	return other
}

// key names what is kept of a sheet: whatever its files depend on is in it.
func (e *edition) key(s *packed) (key [sha256.Size]byte) {
	h := sha256.New()
	fmt.Fprintf(h, "kept %x %s %d %d", s.key, e.name, e.opt.Painter, e.press.Form)
	h.Sum(key[:0])
	return key
}

// recall is what is known of a sheet; ok is false where that is nothing.
func (e *edition) recall(key [sha256.Size]byte, s *packed) (k *kept, ok bool) {
	k = &kept{}
	if err := codec.Decode(e.opt.Cache.Get(key), func(c *codec.Codec) { k.code(c, s.name) }); err != nil {
		return &kept{}, false
	}
	return k, true
}

// remember keeps it for the next build, and for this one.
func (e *edition) remember(key [sha256.Size]byte, s *packed, k *kept) {
	e.opt.Cache.Put(key, codec.Encode(1<<10+len(k.section), func(c *codec.Codec) { k.code(c, s.name) }))
}

// finished is what to keep of a finished file of a sheet.
func (e *edition) finished(path string, data []byte) keptFile {
	return keptFile{path, sha256.Sum256(data), len(data), e.free()}
}

// free is of which personal data the files of the edition are searched.
func (e *edition) free() (digest [sha256.Size]byte) {
	if e.name == compose.Public {
		digest = e.proof.digest()
	}
	return digest
}

// again puts a file of the book before into this one, where it is still the one that was made
// from the same sources. In the public edition it is searched where other data are personal now.
func (p *piece) again(f *keptFile) bool {
	if f == nil {
		return false
	}
	name := path.Join(string(p.name), f.path)
	data, ok := p.opt.Store.Again(Entry{Path: name, SHA256: hex.EncodeToString(f.sum[:]), Size: f.size})
	if ok && f.free != p.free() {
		p.proof.file(name, data)
		f.free, p.changed = p.free(), true
	}
	return ok
}
