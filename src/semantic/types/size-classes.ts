/**
 * The size classes of Go's allocator: what an object of a size takes on the heap.
 *
 * From SizeClassToSize in Go 1.26, internal/runtime/gc/sizeclasses.go. Objects over 512 bytes that hold pointers take a header of eight
 * bytes more since Go 1.22, which is not counted here.
 */

/** In bytes. Larger objects take whole pages. */
const CLASSES: readonly number[] = [
  8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416, 448, 480,
  512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864,
  5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760,
  24576, 27264, 28672, 32768,
];
const PAGE = 8192;

/** The bytes that an object of so many takes. */
export function sizeClassOf(size: number): number {
  return CLASSES.find(bytes => bytes >= size) ?? Math.ceil(size / PAGE) * PAGE;
}
