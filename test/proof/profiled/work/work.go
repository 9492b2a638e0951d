// Package work holds programs that allocate. Of what a mark calls `want`, a profile of the program shows enough; what it calls
// `wider` stands there just the same, and the program spends its memory on something else.
package work

// Programs are all that have a mark, by name.
var Programs = map[string]func(){
	"nodesHot":        nodesHot,
	"nodesCold":       nodesCold,
	"buffersHot":      buffersHot,
	"buffersCold":     buffersCold,
	"bytesBuffersHot": bytesBuffersHot,
	"slicesHot":       slicesHot,
	"mapsHot":         mapsHot,
	"concatHot":       concatHot,
	"concatLinesHot":  concatLinesHot,
	"concatCold":      concatCold,
	"closuresHot":     closuresHot,
	"closuresCold":    closuresCold,
	"sliceHot":        sliceHot,
	"conditionalHot":  conditionalHot,
	"mapGrowthHot":    mapGrowthHot,
	"builderHot":      builderHot,
	"sliceCold":       sliceCold,
	"mapGrowthCold":   mapGrowthCold,
	"builderCold":     builderCold,
	"wideHot":         wideHot,
	"wideCold":        wideCold,
	"containsHot":     containsHot,
	"matchHot":        matchHot,
	"writeHot":        writeHot,
	"formatHot":       formatHot,
	"containsCold":    containsCold,
	"regexpHot":       regexpHot,
	"matchStringHot":  matchStringHot,
	"regexpCold":      regexpCold,
	"encoderHot":      encoderHot,
	"encoderCold":     encoderCold,
	"rowsHot":         rowsHot,
	"severalRowsHot":  severalRowsHot,
	"rowsCold":        rowsCold,
	"itoaHot":         itoaHot,
	"joinedHot":       joinedHot,
	"itoaCold":        itoaCold,
}

// What is stored here has to be on the heap.
var sink any

// How often a hot place runs: some tens of megabytes come together.
const often = 200_000

var (
	text  = "a line of text that is longer than the thirty-two bytes that the compiler keeps on the stack"
	line  = []byte(text)
	words = []string{"several", "words", "that", "make", "up", "some", "sentence", "or", "other", "of", "a", "text"}
)

// somethingElse allocates 256 MB, in which a few samples do not count.
//
//go:noinline
func somethingElse() {
	for range 256 {
		sink = make([]byte, 1<<20)
	}
}
