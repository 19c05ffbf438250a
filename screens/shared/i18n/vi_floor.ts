// Lời về phát biểu, chất vấn và điểm danh trên mọi màn hình, tiếng Việt. English in `en_floor.ts`.
export const viFloor = {} as const;
